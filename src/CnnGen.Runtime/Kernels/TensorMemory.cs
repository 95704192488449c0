using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CnnGen.Runtime;

/// <summary>Moves tensors between layouts. For generated code, which passes places and sizes that it has planned.</summary>
public static class TensorMemory
{
    /// <summary>Copies elements in the order channels, rows, columns; the shapes may differ, their number of elements may not.</summary>
    /// <param name="x">The source's first float.</param>
    /// <param name="from">The source's layout.</param>
    /// <param name="y">The destination's first float.</param>
    /// <param name="to">The destination's layout.</param>
    public static void Rearrange(ref float x, in TensorLayout from, ref float y, in TensorLayout to)
    {
        if (from.Channels == to.Channels && from.Width == to.Width)
        {
            RearrangeChannels(ref x, from, ref y, to);
        }
        else
        {
            RearrangeElements(ref x, from, ref y, to);
        }
    }

    /// <summary>Copies a vector that holds a blocked volume in the order of its memory into that volume.</summary>
    /// <param name="x">The vector.</param>
    /// <param name="y">The volume's first float.</param>
    /// <param name="to">The volume's layout.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Spread(ref float x, ref float y, in TensorLayout to)
    {
        int planes = (to.Channels + TensorLayout.Block - 1) / TensorLayout.Block;
        int row = to.Width * to.ColumnStride;
        for (int plane = 0; plane < planes; plane++)
        {
            for (int h = 0; h < to.Height; h++)
            {
                Copy(ref x, ref Unsafe.Add(ref y, to.Origin + (plane * to.PlaneStride) + (h * to.RowStride)), row);
                x = ref Unsafe.Add(ref x, row);
            }
        }
    }

    /// <summary>Copies channels of a blocked tensor into channels of another of as many rows and columns; lanes beside them are left alone.</summary>
    /// <param name="x">The source's first float.</param>
    /// <param name="from">The source's layout.</param>
    /// <param name="firstFrom">The first channel to copy.</param>
    /// <param name="y">The destination's first float.</param>
    /// <param name="to">The destination's layout.</param>
    /// <param name="firstTo">The channel that it becomes.</param>
    /// <param name="channels">The number of channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyChannels(ref float x, in TensorLayout from, int firstFrom, ref float y, in TensorLayout to, int firstTo, int channels)
    {
        int done = 0;
        while (done < channels)
        {
            // As many channels as lie in one block on both sides.
            int source = firstFrom + done;
            int destination = firstTo + done;
            int run = Math.Min(channels - done, TensorLayout.Block - Math.Max(source % TensorLayout.Block, destination % TensorLayout.Block));
            for (int row = 0; row < from.Height; row++)
            {
                ref float sourceRow = ref Unsafe.Add(ref x, from.ChannelOffset(source) + (row * from.RowStride));
                ref float destinationRow = ref Unsafe.Add(ref y, to.ChannelOffset(destination) + (row * to.RowStride));
                if (run == TensorLayout.Block)
                {
                    Copy(ref sourceRow, ref destinationRow, from.Width * TensorLayout.Block);
                    continue;
                }

                for (int column = 0; column < from.Width; column++)
                {
                    int pixel = column * TensorLayout.Block;
                    for (int lane = 0; lane < run; lane++)
                    {
                        Unsafe.Add(ref destinationRow, pixel + lane) = Unsafe.Add(ref sourceRow, pixel + lane);
                    }
                }
            }

            done += run;
        }
    }

    /// <summary>Sets floats to zero.</summary>
    /// <param name="y">The first float.</param>
    /// <param name="length">The number of floats.</param>
    public static void Clear(ref float y, int length) => MemoryMarshal.CreateSpan(ref y, length).Clear();

    /// <summary>Sets a border to zero.</summary>
    /// <param name="y">The tensor's first float.</param>
    /// <param name="planes">Planes.</param>
    /// <param name="planeStride">Floats from a plane to the next.</param>
    /// <param name="rowStride">Floats of a row, its border included.</param>
    /// <param name="height">Rows without border.</param>
    /// <param name="top">Rows of border above.</param>
    /// <param name="bottom">Rows of border below.</param>
    /// <param name="left">Floats of border before a row.</param>
    /// <param name="right">Floats of border behind a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ClearBorder(ref float y, int planes, int planeStride, int rowStride, int height, int top, int bottom, int left, int right)
    {
        for (int plane = 0; plane < planes; plane++)
        {
            Span<float> span = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref y, plane * planeStride), (top + height + bottom) * rowStride);
            span[..((top * rowStride) + left)].Clear();

            // A row's right border and the next row's left one lie side by side.
            for (int row = top; row < top + height - 1; row++)
            {
                span.Slice(((row + 1) * rowStride) - right, right + left).Clear();
            }

            span[(((top + height) * rowStride) - right)..].Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RearrangeChannels(ref float x, in TensorLayout from, ref float y, in TensorLayout to)
    {
        if (from.IsPlanar && to.IsPlanar)
        {
            for (int channel = 0; channel < from.Channels; channel++)
            {
                for (int row = 0; row < from.Height; row++)
                {
                    Copy(
                        ref Unsafe.Add(ref x, from.ChannelOffset(channel) + (row * from.RowStride)),
                        ref Unsafe.Add(ref y, to.ChannelOffset(channel) + (row * to.RowStride)),
                        from.Width);
                }
            }

            return;
        }

        // Sixteen channels of a row stay in the first-level cache while they are exchanged with their planes.
        for (int first = 0; first < from.Channels; first += TensorLayout.Block)
        {
            int channels = Math.Min(TensorLayout.Block, from.Channels - first);
            bool isWhole = channels == TensorLayout.Block && from.IsPlanar != to.IsPlanar && from.IsSideBySide && to.IsSideBySide;
            for (int row = 0; row < from.Height; row++)
            {
                ref float source = ref Unsafe.Add(ref x, from.ChannelOffset(first) + (row * from.RowStride));
                ref float destination = ref Unsafe.Add(ref y, to.ChannelOffset(first) + (row * to.RowStride));
                int done = !isWhole ? 0
                    : from.IsPlanar ? Transpose.PlanesToBlock(ref source, from.PlaneStride, ref destination, from.Width)
                    : Transpose.BlockToPlanes(ref source, ref destination, to.PlaneStride, from.Width);
                for (int channel = first; channel < first + channels; channel++)
                {
                    CopyRow(
                        ref Unsafe.Add(ref x, from.ChannelOffset(channel) + (row * from.RowStride) + (done * from.ColumnStride)),
                        from.ColumnStride,
                        ref Unsafe.Add(ref y, to.ChannelOffset(channel) + (row * to.RowStride) + (done * to.ColumnStride)),
                        to.ColumnStride,
                        from.Width - done);
                }
            }
        }
    }

    private static void CopyRow(ref float source, int sourceStride, ref float destination, int destinationStride, int count)
    {
        for (int column = 0; column < count; column++)
        {
            destination = source;
            source = ref Unsafe.Add(ref source, sourceStride);
            destination = ref Unsafe.Add(ref destination, destinationStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RearrangeElements(ref float x, in TensorLayout from, ref float y, in TensorLayout to)
    {
        int channel = 0;
        int row = 0;
        int column = 0;
        for (int c = 0; c < from.Channels; c++)
        {
            int source = from.ChannelOffset(c);
            for (int h = 0; h < from.Height; h++)
            {
                for (int w = 0; w < from.Width; w++)
                {
                    Unsafe.Add(ref y, to.ChannelOffset(channel) + (row * to.RowStride) + (column * to.ColumnStride)) =
                        Unsafe.Add(ref x, source + (h * from.RowStride) + (w * from.ColumnStride));
                    if (++column == to.Width)
                    {
                        column = 0;
                        if (++row == to.Height)
                        {
                            row = 0;
                            channel++;
                        }
                    }
                }
            }
        }
    }

    private static void Copy(ref float x, ref float y, int length) =>
        MemoryMarshal.CreateReadOnlySpan(ref x, length).CopyTo(MemoryMarshal.CreateSpan(ref y, length));
}
