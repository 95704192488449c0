using System;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Exchanges channels between groups. For generated code.</summary>
public static class ChannelShuffle
{
    /// <summary>y(j groups + i) = x(i channels / groups + j); lanes beside the channels are left alone.</summary>
    /// <remarks>Its own inverse, and so its gradient, with channels / groups in place of groups.</remarks>
    /// <param name="x">The source's first float.</param>
    /// <param name="from">The source's layout.</param>
    /// <param name="groups">Groups, which divide the channels.</param>
    /// <param name="y">The destination's first float.</param>
    /// <param name="to">The destination's layout, of the same sizes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ref float x, in TensorLayout from, int groups, ref float y, in TensorLayout to)
    {
        int groupChannels = from.Channels / groups;

        // A row of sixteen channels stays in the first-level cache while their lanes are filled.
        for (int first = 0; first < to.Channels; first += TensorLayout.Block)
        {
            int end = Math.Min(to.Channels, first + TensorLayout.Block);
            for (int row = 0; row < to.Rows; row++)
            {
                for (int channel = first; channel < end; channel++)
                {
                    int source = (channel % groups * groupChannels) + (channel / groups);
                    TensorMemory.CopyRow(
                        ref Unsafe.Add(ref x, from.ChannelOffset(source) + from.RowOffset(row)),
                        from.ColumnStride,
                        ref Unsafe.Add(ref y, to.ChannelOffset(channel) + to.RowOffset(row)),
                        to.ColumnStride,
                        to.Width);
                }
            }
        }
    }
}
