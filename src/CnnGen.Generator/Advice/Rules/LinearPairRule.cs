using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Linear;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Advice.Rules;

/// <summary>CNN102: two linear maps with no activation between them are one linear map.</summary>
/// <remarks>
/// Pairs that are put together on purpose are passed over, since the one map would not be the same: a grouped convolution beside
/// another, as in depthwise-separable ones; a column of taps behind a row of them; and a bottleneck, narrower than what is on both sides
/// of it, which bounds the map's rank, as between the blocks of MobileNetV2.
/// </remarks>
internal static class LinearPairRule
{
    private const string Id = "CNN102";
    private const string Activation = "ReLU";

    public static IEnumerable<LayerError> Check(DeclaredNetwork network)
    {
        foreach (Node second in network.Graph.Nodes.Where(static node => node.Layer.IsLinearMap))
        {
            if (FindFirst(network.Graph, second) is { } first && !IsGrouped(first, second) && !IsSeparable(first, second) && !IsBottleneck(first, second))
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

    /// <summary>The linear map whose output reaches the second and nothing else, if through layers that are linear themselves and are no maps.</summary>
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
        while (node.Layer is { IsLinear: true, IsLinearMap: false });

        return node.Layer.IsLinearMap ? node : null;
    }

    private static bool IsGrouped(Node first, Node second) => first.Layer.GroupsOf(first.Input) > 1 || second.Layer.GroupsOf(second.Input) > 1;

    /// <summary>Whether no axis has taps of both: the one's along the rows, say, and the other's along the columns.</summary>
    private static bool IsSeparable(Node first, Node second)
    {
        if (first.Layer.Window is not { } one || second.Layer.Window is not { } other)
        {
            return false;
        }

        List<bool> ones = one.AxesOf(first.Input).Select(IsFlat).ToList();
        List<bool> others = other.AxesOf(second.Input).Select(IsFlat).ToList();
        return ones.Contains(false) && others.Contains(false) && ones.Zip(others, (flat, otherFlat) => flat || otherFlat).All(isFree => isFree);
    }

    private static bool IsFlat(Axis axis) => axis.Window.Kernel.Value == 1;

    // A Linear layer sees every element, a convolution the channels at each of its taps.
    private static bool IsBottleneck(Node first, Node second) => second.Layer is LinearLayer
        ? first.Output.Elements < Math.Min(first.Input.Elements, second.Output.Elements)
        : first.Output.Channels < Math.Min(first.Input.Channels, second.Output.Channels);

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
