using System;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph;

/// <summary>Sizes of an Input in the order of other frameworks, channels last: what a window makes of them does not say what is wrong.</summary>
internal static class ChannelsLast
{
    // Grey, colour, and colour with transparency.
    private static readonly int[] UsualChannels = [1, 3, 4];

    /// <summary>The sizes with the last one first; null where that one is not a usual number of channels, or the first one is, or a spatial size is smaller.</summary>
    /// <param name="sizes">An image's or a volume's: a sequence is too often as short as it has channels.</param>
    public static EquatableArray<int>? Reorder(EquatableArray<int> sizes) =>
        sizes.Count > 2 && sizes[sizes.Count - 1] is var channels && UsualChannels.Contains(channels) && !UsualChannels.Contains(sizes[0])
            && sizes.Take(sizes.Count - 1).All(size => size > channels)
            ? new[] { channels }.Concat(sizes.Take(sizes.Count - 1)).ToEquatableArray()
            : null;

    /// <summary>A window's error with the order that is meant, and a fix for it.</summary>
    /// <param name="error">The first error of a window.</param>
    /// <param name="reordered">The sizes with which the layer fits.</param>
    public static LayerError Suggest(LayerError error, EquatableArray<int> reordered)
    {
        TensorShape meant = new(reordered);
        string channels = FormattableString.Invariant($"{meant.Channels} channel{(meant.Channels == 1 ? "" : "s")}");
        string sizes = string.Join(", ", reordered.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        EquatableArray<int> related = error.Related.Contains(LayerError.InputLayer) ? error.Related : error.Related.Concat([LayerError.InputLayer]).ToEquatableArray();
        return error with
        {
            Message = $"{error.Message}; or Input has its sizes in another order than {Wording.And(meant.Axes)}: {meant.Spatial.Text()} with {channels} is Input({sizes})",
            Related = related,
            Suggestions = error.Suggestions.Concat([new Suggestion(Suggestion.ChannelsFirst, [related.ToList().IndexOf(LayerError.InputLayer)])]).ToEquatableArray(),
        };
    }
}
