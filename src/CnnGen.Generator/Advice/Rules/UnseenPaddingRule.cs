using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Advice.Rules;

/// <summary>CNN107: padding that no window reaches, while rows of the input stay unseen in front of it.</summary>
/// <remarks>
/// The first window begins on the padding above, so that is always seen; the last one may end before the padding below begins. Where it
/// ends with the input's last row the padding above aligns the windows, as in a residual network's 3x3, stride 2, Pad 1 on an even
/// size: that is usual and passed over. Where it ends sooner, zeros above are seen in place of rows of the input below.
/// </remarks>
internal static class UnseenPaddingRule
{
    private const string Id = "CNN107";

    public static IEnumerable<LayerError> Check(DeclaredNetwork network) => network.Graph.Nodes.SelectMany(node => Check(network, node));

    private static IEnumerable<LayerError> Check(DeclaredNetwork network, Node node) => Axes(node)
        .Where(axis => axis.Unseen > 0)
        .GroupBy(axis => (axis.Window.Pad, axis.Unseen, Arithmetic: axis.Window.Arithmetic(axis.Input)))
        .Select(axes => Advise(network, node, axes.Key.Pad, axes.Key.Arithmetic, axes.ToList()));

    private static LayerError Advise(DeclaredNetwork network, Node node, AxisPad pad, string arithmetic, IReadOnlyList<MovedWindow> axes)
    {
        long unseen = axes[0].Unseen;
        string last = Wording.And(axes.Select(axis => unseen == 1 ? axis.Window.Axis.Noun : axis.Window.Axis.Plural));
        int? better = FindPad(network, node, pad.Before, axes[0]);
        string same = better is null ? "" : FormattableString.Invariant($"; {pad.Before.Parameter} = {better} gives an output of the same size");
        return new LayerError(
            Id,
            node.Id,
            pad.After.Parameter,
            FormattableString.Invariant($"no window reaches the padding behind the input, nor its last {(unseen == 1 ? "" : $"{unseen} ")}{last}: {arithmetic}{same}"))
        {
            Related = node.Inputs.ToEquatableArray(),
            Suggestions = better is { } value ? new[] { new Suggestion(pad.Before.Parameter, [value]) }.ToEquatableArray() : default,
        };
    }

    /// <summary>A smaller padding in front with as large an output, under which every row is seen or there is none to spare; null where the axes disagree.</summary>
    private static int? FindPad(DeclaredNetwork network, Node node, Setting pad, MovedWindow axis)
    {
        // Each row less moves the windows' end one row towards the input's.
        int less = (int)Math.Max(0, pad.Value - axis.Unseen);
        Node? changed = network.With(network.Layers.Select((layer, index) => index == node.Id ? layer.With(pad.Parameter, less) : layer))?.Graph.Nodes[node.Id];
        return changed is not null && changed.Output == node.Output && Axes(changed).All(other => other.Unseen == 0) ? less : null;
    }

    private static IEnumerable<MovedWindow> Axes(Node node) => node.Layer.Window is not { } window ? []
        : window.AxesOf(node.Input).Zip(node.Output.Sizes.Skip(1), (axis, windows) => new MovedWindow(axis.Window, axis.Size, windows));

    /// <summary>A window on its way along one axis.</summary>
    private sealed record MovedWindow(AxisWindow Window, int Input, int Windows)
    {
        /// <summary>How many of the input's last elements lie behind the last window; 0 without padding behind them, of which nothing is to be said.</summary>
        public long Unseen => Window.PadAfter(Input) == 0 ? 0 : Math.Max(0, Input + Window.PadBefore(Input) - End);

        // In the padded input: the first element that the last window does not reach.
        private long End => ((Windows - 1L) * Window.Stride.Value) + Window.Extent;
    }
}
