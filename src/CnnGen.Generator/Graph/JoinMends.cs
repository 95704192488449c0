using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph;

/// <summary>What mends a join of unequal shapes: as many filters on one branch as the other has, or a padding or a stride that was forgotten on one.</summary>
/// <remarks>Each is tried out on the whole network, since the output of one layer is the input of others: what makes another error is not suggested.</remarks>
/// <param name="nodes">The layers without errors.</param>
/// <param name="shapes">The shapes of the outputs that are known, the input's among them.</param>
/// <param name="layers">All layers as they are typed.</param>
/// <param name="mends">Whether the error goes, and no other comes, where the layers are changed to these.</param>
internal sealed class JoinMends(
    IReadOnlyList<Node> nodes,
    IReadOnlyDictionary<int, TensorShape> shapes,
    EquatableArray<LayerDeclaration> layers,
    Func<LayerError, EquatableArray<LayerDeclaration>, bool> mends)
{
    private const int MostOffered = 3;
    private const int MostTriedForOne = 16;
    private const int MostTriedForAll = 64;

    private readonly Dictionary<int, Node> _nodes = nodes.ToDictionary(node => node.Id);
    private int _tried;

    /// <summary>The error with suggestions and with the layers that they change among its related ones.</summary>
    public LayerError Suggest(LayerError error)
    {
        (int running, int named) = (error.Related[0], error.Related[1]);
        List<Change> found = new[] { OfChannels(running, named), OfChannels(named, running) }
            .OfType<Change>().Where(Try).ToList();
        if (found.Count == 0)
        {
            found = OfWindows(running, named).Take(MostTriedForOne).Where(Try).Take(MostOffered).ToList();
        }

        List<int> related = [.. error.Related];
        related.AddRange(found.Select(change => change.Layer).Distinct().Where(layer => !related.Contains(layer)));
        List<Suggestion> suggestions = found
            .Select(change => (Key: $"{change.Parameter}@{related.IndexOf(change.Layer).ToString(CultureInfo.InvariantCulture)}", change.Value))
            .GroupBy(change => change.Key, change => change.Value).Select(change => new Suggestion(change.Key, change)).ToList();
        if (suggestions.Count > 1)
        {
            suggestions.Add(new Suggestion(Suggestion.Order, suggestions.Select(suggestion => suggestion.Parameter).ToList()));
        }

        string[] fitting = found.Select(change => FormattableString.Invariant($"{change.Parameter} = {change.Value} of {_nodes[change.Layer].Name}")).ToArray();
        return error with
        {
            Message = fitting.Length == 0 ? error.Message : $"{error.Message}; {string.Join(" or ", fitting)} mends it",
            Related = related.ToEquatableArray(),
            Suggestions = suggestions.ToEquatableArray(),
        };

        // A network with very many wrong joins is being rewritten; its first ones get suggestions.
        bool Try(Change change) => _tried++ < MostTriedForAll && Mends(error, change);
    }

    private bool Mends(LayerError error, Change change) => mends(
        error,
        layers.Select((layer, index) => index == change.Layer ? layer.With(change.Parameter, change.Value) : layer).ToEquatableArray());

    /// <summary>The other branch's channels for the layer that gave a branch its own; null where that is a join, or the network's input.</summary>
    private Change? OfChannels(int branch, int other)
    {
        if (!shapes.TryGetValue(other, out TensorShape wanted) || !shapes.TryGetValue(branch, out TensorShape given) || wanted.Channels == given.Channels)
        {
            return null;
        }

        Node? source = NodeOf(branch);
        while (source is { Layer.SizeParameter: null })
        {
            source = source.Inputs.Count == 1 && KeepsChannels(source) ? NodeOf(source.Inputs[0]) : null;
        }

        return source?.Layer.SizeParameter is { } parameter && source.Layer.SizeFor(wanted.Channels, source.Input) is { } size ? new Change(source.Id, parameter, size) : null;
    }

    /// <summary>Paddings that keep the size and small strides for the windows behind the fork of two branches: forgotten arguments first, and of those the nearest to the join.</summary>
    private IEnumerable<Change> OfWindows(int running, int named)
    {
        if (!shapes.TryGetValue(running, out TensorShape one) || !shapes.TryGetValue(named, out TensorShape other)
            || one.SpatialRank != other.SpatialRank || one.Sizes.Skip(1).SequenceEqual(other.Sizes.Skip(1)))
        {
            return [];
        }

        HashSet<int> behindFork = AllBefore(running);
        behindFork.SymmetricExceptWith(AllBefore(named));
        return behindFork.Select(NodeOf).OfType<Node>().SelectMany(Changes)
            .OrderBy(change => layers[change.Layer].Has(change.Parameter))
            .ThenBy(change => change.IsStride)
            .ThenByDescending(change => change.Layer)
            .ThenBy(change => change.Value);
    }

    private static IEnumerable<Change> Changes(Node node)
    {
        if (node.Layer.Window is not { } window)
        {
            return [];
        }

        List<AxisWindow> axes = window.AxesOf(node.Input).Select(axis => axis.Window).ToList();
        IEnumerable<Change> pads = axes.Where(axis => axis.Padding == PaddingMode.Explicit && axis.Pad.Sharing == 2).GroupBy(axis => axis.Pad.Both.Parameter)
            .Where(sharing => sharing.Select(KeepingPad).Distinct().Count() == 1)
            .Where(sharing => KeepingPad(sharing.First()) is { } pad && pad != sharing.First().Pad.Both.Value)
            .Select(sharing => new Change(node.Id, sharing.Key, KeepingPad(sharing.First())!.Value));
        IEnumerable<Change> strides = axes
            .GroupBy(axis => axis.Stride.Parameter == axis.Kernel.Parameter ? "Stride" : axis.Stride.Parameter)
            .SelectMany(sharing => new[] { 1, 2 }.Where(stride => sharing.Any(axis => axis.Stride.Value != stride))
                .Select(stride => new Change(node.Id, sharing.Key, stride) { IsStride = true }));
        return pads.Concat(strides);
    }

    /// <summary>The padding with which a window of stride 1 gives as many elements as it gets; null where that is half an element.</summary>
    private static int? KeepingPad(AxisWindow axis) => (axis.Extent - 1) % 2 == 0 && axis.Extent / 2 <= int.MaxValue ? (int)(axis.Extent / 2) : null;

    /// <summary>A layer and all that its output is made of.</summary>
    private HashSet<int> AllBefore(int layer)
    {
        HashSet<int> all = [];
        Stack<int> left = new([layer]);
        while (left.Count > 0)
        {
            int next = left.Pop();
            if (all.Add(next) && NodeOf(next) is { } node)
            {
                foreach (int input in node.Inputs)
                {
                    left.Push(input);
                }
            }
        }

        return all;
    }

    private Node? NodeOf(int layer) => _nodes.TryGetValue(layer, out Node node) ? node : null;

    private static bool KeepsChannels(Node node) => node.Output.SpatialRank == node.Input.SpatialRank && node.Output.Channels == node.Input.Channels;

    /// <summary>Another number for a parameter of a layer.</summary>
    private sealed record Change(int Layer, string Parameter, int Value)
    {
        public bool IsStride { get; init; }
    }
}
