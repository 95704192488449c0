using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Makes channels rows and columns, and back. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PixelShuffle
{
    /// <summary>y(c, h scale + i, w scale + j) = x((c scale + i) scale + j, h, w); lanes beside the channels are left alone.</summary>
    /// <param name="x">The input's first float.</param>
    /// <param name="from">The input's layout: an image's.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="y">The output's first float.</param>
    /// <param name="to">The output's layout.</param>
    public static void Forward(ref float x, in TensorLayout from, int scale, ref float y, in TensorLayout to) => Move(ref x, from, scale, ref y, to, isBack: false);

    /// <summary>The gradient: dx((c scale + i) scale + j, h, w) = dy(c, h scale + i, w scale + j); lanes beside the channels are left alone.</summary>
    /// <param name="dy">The output gradient's first float.</param>
    /// <param name="from">The output gradient's layout.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="dx">The input gradient's first float.</param>
    /// <param name="to">The input gradient's layout.</param>
    public static void Backward(ref float dy, in TensorLayout from, int scale, ref float dx, in TensorLayout to) => Move(ref dy, from, scale, ref dx, to, isBack: true);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Move(ref float x, in TensorLayout from, int scale, ref float y, in TensorLayout to, bool isBack)
    {
        TensorLayout deep = isBack ? to : from;
        TensorLayout wide = isBack ? from : to;
        for (int first = 0; first < deep.Channels; first += TensorLayout.Block)
        {
            // A row of sixteen channels stays in the first-level cache while its lanes are gone through.
            int end = Math.Min(deep.Channels, first + TensorLayout.Block);
            for (int row = 0; row < deep.Height; row++)
            {
                for (int channel = first; channel < end; channel++)
                {
                    int inDeep = deep.ChannelOffset(channel) + deep.RowOffset(row);
                    int inWide = FirstPixel(wide, scale, channel, row);
                    TensorMemory.CopyRow(
                        ref Unsafe.Add(ref x, isBack ? inWide : inDeep),
                        from.ColumnStride * (isBack ? scale : 1),
                        ref Unsafe.Add(ref y, isBack ? inDeep : inWide),
                        to.ColumnStride * (isBack ? 1 : scale),
                        deep.Width);
                }
            }
        }
    }

    /// <summary>The offset of the first of the pixels that a row of a channel's becomes, a scale apart.</summary>
    private static int FirstPixel(in TensorLayout wide, int scale, int channel, int row)
    {
        int inPlane = channel % (scale * scale);
        return wide.ChannelOffset(channel / (scale * scale)) + wide.RowOffset((row * scale) + (inPlane / scale)) + (inPlane % scale * wide.ColumnStride);
    }
}
