using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Dropout;
using CnnGen.Generator.Layers.Flatten;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Advice.Rules;

/// <summary>CNN104: where no layer with weights is left to make up for it, Dropout takes away from what the loss is computed of.</summary>
/// <remarks>Activations, Softmax and Flatten behind it change nothing about that: a score of 0 stays a wrong score.</remarks>
internal static class LastDropoutRule
{
    private const string Id = "CNN104";

    public static IEnumerable<LayerError> Check(DeclaredNetwork network)
    {
        if (Find(network.Graph) is { Layer: DropoutLayer { Rate: > 0 } dropout } node)
        {
            string behind = string.Join(" and ", Behind(network.Graph, node.Id).Select(layer => network.Layers[layer.Id].Kind).Distinct());
            string kind = network.Layers[node.Id].Kind;
            string place = behind.Length == 0 ? $"{kind} is the last layer" : $"only {behind} is behind {kind}";
            yield return new LayerError(
                Id,
                node.Id,
                null,
                FormattableString.Invariant($"{place}: in training it sets {100 * dropout.Rate:0.##} % of the {node.Output.Elements} outputs to 0 before the loss sees them"))
            {
                Related = node.Inputs.ToEquatableArray(),
                Suggestions = Removals.Of(network, node.Id, Suggestion.This),
            };
        }
    }

    /// <summary>The last layer that is more than a function of each output.</summary>
    private static Node? Find(NetworkGraph graph)
    {
        Node? node = graph.Last;
        while (node is not null && IsOfEachOutput(node))
        {
            node = node.Inputs[0] == Node.NetworkInput ? null : graph.Nodes[node.Inputs[0]];
        }

        return node;
    }

    private static IEnumerable<Node> Behind(NetworkGraph graph, int id)
    {
        Stack<Node> behind = new();
        for (Node node = graph.Last!; node.Id != id; node = graph.Nodes[node.Inputs[0]])
        {
            behind.Push(node);
        }

        return behind;
    }

    private static bool IsOfEachOutput(Node node) => node.Layer.IsActivation || node.Layer is FlattenLayer;
}
