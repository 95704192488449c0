using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Layers.Conv;
using CnnGen.Generator.Layers.Linear;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph;

/// <summary>What mends a join of unequal shapes: as many filters on one branch as the other has.</summary>
/// <remarks>Each is tried out on the whole network, since the filters of one layer are the channels of others: what makes another error is not suggested.</remarks>
internal static class JoinMends
{
    /// <summary>The error with suggestions and with the layers that they change among its related ones.</summary>
    /// <param name="error">The join's.</param>
    /// <param name="nodes">The layers without errors.</param>
    /// <param name="shapes">The shapes of the outputs that are known, the input's among them.</param>
    /// <param name="layers">All layers as they are typed.</param>
    /// <param name="mends">Whether the error goes, and no other comes, where the layers are changed to these.</param>
    public static LayerError Suggest(
        LayerError error,
        IReadOnlyList<Node> nodes,
        IReadOnlyDictionary<int, TensorShape> shapes,
        EquatableArray<LayerDeclaration> layers,
        Func<LayerError, EquatableArray<LayerDeclaration>, bool> mends)
    {
        List<int> related = [.. error.Related];
        List<Suggestion> suggestions = [];
        (int running, int named) = (related[0], related[1]);
        Try(running, ChannelsOf(named));
        Try(named, ChannelsOf(running));
        return error with { Related = related.ToEquatableArray(), Suggestions = suggestions.ToEquatableArray() };

        int? ChannelsOf(int layer) => shapes.TryGetValue(layer, out TensorShape shape) ? shape.Channels : null;

        void Try(int branch, int? channels)
        {
            if (channels is not { } wanted || wanted == ChannelsOf(branch) || FindSource(branch, nodes) is not { } source)
            {
                return;
            }

            string parameter = source.Layer is ConvLayer ? "filters" : "features";
            if (!mends(error, layers.Select((layer, index) => index == source.Id ? layer.With(parameter, wanted) : layer).ToEquatableArray()))
            {
                return;
            }

            if (!related.Contains(source.Id))
            {
                related.Add(source.Id);
            }

            suggestions.Add(new Suggestion($"{parameter}@{related.IndexOf(source.Id).ToString(CultureInfo.InvariantCulture)}", [wanted]));
        }
    }

    /// <summary>The layer that gave a branch its channels; null where that is a join, or the network's input.</summary>
    private static Node? FindSource(int branch, IReadOnlyList<Node> nodes)
    {
        Node? node = nodes.FirstOrDefault(other => other.Id == branch);
        while (node is { Layer: not (ConvLayer or LinearLayer) })
        {
            node = node.Inputs.Count == 1 && KeepsChannels(node) ? nodes.FirstOrDefault(other => other.Id == node.Inputs[0]) : null;
        }

        return node;
    }

    private static bool KeepsChannels(Node node) => node.Output.SpatialRank == node.Input.SpatialRank && node.Output.Channels == node.Input.Channels;
}
