using System;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Makes channels rows and columns, and back. For generated code.</summary>
public static class PixelShuffle
{
    /// <summary>y(c, h scale + i, w scale + j) = x((c scale + i) scale + j, h, w); lanes beside the channels are left alone.</summary>
    /// <param name="x">The input's first float.</param>
    /// <param name="from">The input's layout: an image's.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="y">The output's first float.</param>
    /// <param name="to">The output's layout.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float x, in TensorLayout from, int scale, ref float y, in TensorLayout to)
    {
        for (int first = 0; first < from.Channels; first += TensorLayout.Block)
        {
            for (int row = 0; row < from.Height; row++)
            {
                for (int channel = first; channel < EndOfBlock(first, from); channel++)
                {
                    TensorMemory.CopyRow(
                        ref Unsafe.Add(ref x, from.ChannelOffset(channel) + from.RowOffset(row)),
                        from.ColumnStride,
                        ref Unsafe.Add(ref y, FirstPixel(to, scale, channel, row)),
                        scale * to.ColumnStride,
                        from.Width);
                }
            }
        }
    }

    /// <summary>The gradient: dx((c scale + i) scale + j, h, w) = dy(c, h scale + i, w scale + j); lanes beside the channels are left alone.</summary>
    /// <param name="dy">The output gradient's first float.</param>
    /// <param name="from">The output gradient's layout.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="dx">The input gradient's first float.</param>
    /// <param name="to">The input gradient's layout.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(ref float dy, in TensorLayout from, int scale, ref float dx, in TensorLayout to)
    {
        for (int first = 0; first < to.Channels; first += TensorLayout.Block)
        {
            for (int row = 0; row < to.Height; row++)
            {
                for (int channel = first; channel < EndOfBlock(first, to); channel++)
                {
                    TensorMemory.CopyRow(
                        ref Unsafe.Add(ref dy, FirstPixel(from, scale, channel, row)),
                        scale * from.ColumnStride,
                        ref Unsafe.Add(ref dx, to.ChannelOffset(channel) + to.RowOffset(row)),
                        to.ColumnStride,
                        to.Width);
                }
            }
        }
    }

    // A row of sixteen channels stays in the first-level cache while its lanes are gone through.
    private static int EndOfBlock(int first, in TensorLayout deep) => Math.Min(deep.Channels, first + TensorLayout.Block);

    /// <summary>The offset of the first of the pixels that a row of a channel's becomes, a scale apart.</summary>
    private static int FirstPixel(in TensorLayout wide, int scale, int channel, int row)
    {
        int inPlane = channel % (scale * scale);
        return wide.ChannelOffset(channel / (scale * scale)) + wide.RowOffset((row * scale) + (inPlane / scale)) + (inPlane % scale * wide.ColumnStride);
    }
}
