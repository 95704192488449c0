using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Conv;
using CnnGen.Generator.Layers.Dropout;
using CnnGen.Generator.Layers.Flatten;
using CnnGen.Generator.Layers.Linear;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Advice.Rules;

/// <summary>CNN102: two linear maps with no activation between them are one linear map.</summary>
/// <remarks>
/// Two usual pairs are passed over: a depthwise-separable convolution, which has fewer weights than the one map, and a bottleneck of
/// two layers that mix channels alone, as between MobileNetV2's blocks, which bounds that map's rank.
/// </remarks>
internal static class LinearPairRule
{
    private const string Id = "CNN102";
    private const string Activation = "ReLU";

    public static IEnumerable<LayerError> Check(DeclaredNetwork network)
    {
        foreach (Node second in network.Graph.Nodes.Where(IsLinearMap))
        {
            if (FindFirst(network.Graph, second) is { } first && !IsUsual(first, second))
            {
                yield return new LayerError(
                    Id,
                    second.Id,
                    null,
                    $"{second.Name} takes the output of {first.Name} with no activation between them: the two are one linear map from {first.Input} to {second.Output}")
                {
                    Related = new[] { first.Id }.ToEquatableArray(),
                    Suggestions = CanInsert(network, first.Id) ? new[] { new Suggestion(Suggestion.Insert, Activation) }.ToEquatableArray() : default,
                };
            }
        }
    }

    /// <summary>The linear map whose output reaches the second and nothing else, if through Flatten and Dropout.</summary>
    private static Node? FindFirst(NetworkGraph graph, Node second)
    {
        Node node = second;
        do
        {
            if (node.Inputs[0] == Node.NetworkInput || graph.Consumers(node.Inputs[0]).Count() > 1)
            {
                return null;
            }

            node = graph.Nodes[node.Inputs[0]];
        }
        while (node.Layer is FlattenLayer or DropoutLayer);

        return IsLinearMap(node) ? node : null;
    }

    private static bool IsLinearMap(Node node) => node.Layer is ConvLayer or LinearLayer;

    private static bool IsUsual(Node first, Node second) =>
        first.Layer is ConvLayer { Groups: > 1 } || second.Layer is ConvLayer { Groups: > 1 }
        || (MixesChannelsAlone(first) && MixesChannelsAlone(second) && first.Output.Channels < System.Math.Min(first.Input.Channels, second.Output.Channels));

    private static bool MixesChannelsAlone(Node node) =>
        node.Layer is ConvLayer { Plane: { Rows.Kernel.Value: 1, Columns.Kernel.Value: 1 } } or LinearLayer && node.Input.SpatialRank == 0
        || node.Layer is ConvLayer { Plane.Columns.Kernel.Value: 1 } && node.Input.SpatialRank == 1;

    /// <summary>Whether an activation right behind a layer goes between the two and changes nothing else.</summary>
    /// <remarks>A reader that names the layer would pass it by, and layers of its kind behind it get other default names.</remarks>
    private static bool CanInsert(DeclaredNetwork network, int first)
    {
        LayerDeclaration activation = new(Activation, default);
        IEnumerable<LayerDeclaration> layers = network.Layers.Take(first + 1).Concat([activation]).Concat(network.Layers.Skip(first + 1));
        IReadOnlyList<Node> before = network.Graph.Nodes;
        return network.With(layers)?.Graph.Nodes is { } after
            && before.All(node => after[node.Id > first ? node.Id + 1 : node.Id].Inputs.SequenceEqual(
                node.Inputs.Select(input => input >= first ? input + 1 : input)));
    }
}
