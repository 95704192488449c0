using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CnnGen.Runtime;

/// <summary>Moves tensors between layouts. For generated code, which passes places and sizes that it has planned.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TensorMemory
{
    /// <summary>Copies elements in the order channels, slices, rows, columns; the shapes may differ, their number of elements may not.</summary>
    /// <param name="x">The source's first float.</param>
    /// <param name="from">The source's layout.</param>
    /// <param name="y">The destination's first float.</param>
    /// <param name="to">The destination's layout.</param>
    public static void Rearrange(ref float x, in TensorLayout from, ref float y, in TensorLayout to)
    {
        if (from.IsOneRun && to.IsOneRun)
        {
            Copy(ref Unsafe.Add(ref x, from.Origin), ref Unsafe.Add(ref y, to.Origin), from.Channels);
        }
        else if (from.Channels == to.Channels && from.Width == to.Width && from.Rows == to.Rows)
        {
            // Short rows leave a rest each that fills no vector; of whole blocks it is one a plane.
            bool isOneRow = from.HasNoGaps && to.HasNoGaps && from.Channels % TensorLayout.Block == 0;
            RearrangeChannels(ref x, isOneRow ? from.AsOneRow : from, ref y, isOneRow ? to.AsOneRow : to);
        }
        else
        {
            RearrangeElements(ref x, from, ref y, to);
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
            for (int row = 0; row < from.Rows; row++)
            {
                ref float sourceRow = ref Unsafe.Add(ref x, from.ChannelOffset(source) + from.RowOffset(row));
                ref float destinationRow = ref Unsafe.Add(ref y, to.ChannelOffset(destination) + to.RowOffset(row));
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

    /// <summary>Copies each channel of a blocked tensor into several neighbouring ones; lanes beside them are left alone.</summary>
    /// <param name="x">The source's first float.</param>
    /// <param name="from">The source's layout.</param>
    /// <param name="times">Copies of a channel.</param>
    /// <param name="y">The destination's first float.</param>
    /// <param name="to">The destination's layout: so many times the channels.</param>
    public static void RepeatChannels(ref float x, in TensorLayout from, int times, ref float y, in TensorLayout to) =>
        GatherChannels(new Repetition(times), ref x, from, ref y, to);

    /// <summary>Copies into each channel another one; lanes beside them are left alone.</summary>
    /// <param name="source">Which channel is copied.</param>
    /// <param name="x">The source's first float.</param>
    /// <param name="from">The source's layout.</param>
    /// <param name="y">The destination's first float.</param>
    /// <param name="to">The destination's layout, of the same sizes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void GatherChannels<TSource>(TSource source, ref float x, in TensorLayout from, ref float y, in TensorLayout to)
        where TSource : struct, IChannelSource
    {
        // Sixteen channels of a row stay in the first-level cache while their lanes are filled.
        for (int first = 0; first < to.Channels; first += TensorLayout.Block)
        {
            int end = Math.Min(to.Channels, first + TensorLayout.Block);
            for (int row = 0; row < to.Rows; row++)
            {
                for (int channel = first; channel < end; channel++)
                {
                    CopyRow(
                        ref Unsafe.Add(ref x, from.ChannelOffset(source.Of(channel)) + from.RowOffset(row)),
                        from.ColumnStride,
                        ref Unsafe.Add(ref y, to.ChannelOffset(channel) + to.RowOffset(row)),
                        to.ColumnStride,
                        to.Width);
                }
            }
        }
    }

    /// <summary>Adds up neighbouring channels of a blocked tensor: the gradient through <see cref="RepeatChannels"/>.</summary>
    /// <param name="x">The source's first float.</param>
    /// <param name="from">The source's layout.</param>
    /// <param name="times">Channels of a sum.</param>
    /// <param name="y">The destination's first float.</param>
    /// <param name="to">The destination's layout: a channel for each sum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumChannels(ref float x, in TensorLayout from, int times, ref float y, in TensorLayout to)
    {
        for (int row = 0; row < to.Rows; row++)
        {
            for (int channel = 0; channel < from.Channels; channel++)
            {
                ref float source = ref Unsafe.Add(ref x, from.ChannelOffset(channel) + from.RowOffset(row));
                ref float sum = ref Unsafe.Add(ref y, to.ChannelOffset(channel / times) + to.RowOffset(row));
                for (int column = 0; column < to.Width; column++)
                {
                    float value = Unsafe.Add(ref source, column * from.ColumnStride);
                    Unsafe.Add(ref sum, column * to.ColumnStride) = channel % times == 0 ? value : Unsafe.Add(ref sum, column * to.ColumnStride) + value;
                }
            }
        }
    }

    /// <summary>Sets floats to zero.</summary>
    /// <param name="y">The first float.</param>
    /// <param name="length">The number of floats.</param>
    public static void Clear(ref float y, int length) => MemoryMarshal.CreateSpan(ref y, length).Clear();

    /// <summary>Sets all elements of each channel to that channel's number.</summary>
    /// <param name="y">The tensor's first float.</param>
    /// <param name="layout">The tensor's layout: blocks of channels.</param>
    /// <param name="values">The first number, in whole blocks of sixteen; the lanes behind a group's last channel get what lies there.</param>
    /// <param name="groupFloats">Floats from a group's numbers to the next's.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FillChannels(ref float y, in TensorLayout layout, ref float values, int groupFloats)
    {
        for (int block = 0; block < layout.Blocks; block++)
        {
            ref float value = ref Unsafe.Add(ref values, (block / layout.GroupBlocks * groupFloats) + (block % layout.GroupBlocks * TensorLayout.Block));
            for (int row = 0; row < layout.Rows; row++)
            {
                ref float pixel = ref Unsafe.Add(ref y, layout.PlaneRowOffset(block, row));
                for (int column = 0; column < layout.Width; column++)
                {
                    Copy(ref value, ref pixel, TensorLayout.Block);
                    pixel = ref Unsafe.Add(ref pixel, TensorLayout.Block);
                }
            }
        }
    }

    /// <summary>Sets the lanes behind the last channel to zero.</summary>
    /// <param name="y">The tensor's first float.</param>
    /// <param name="layout">The tensor's layout: blocks of channels, one group.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ClearLanes(ref float y, in TensorLayout layout)
    {
        // The lane behind the last channel, which lies in that one's block.
        int first = layout.ChannelOffset(layout.Channels - 1) + 1;
        int lanes = TensorLayout.Block - (layout.Channels % TensorLayout.Block);
        for (int row = 0; row < layout.Rows; row++)
        {
            ref float pixel = ref Unsafe.Add(ref y, first + layout.RowOffset(row));
            for (int column = 0; column < layout.Width; column++)
            {
                Clear(ref pixel, lanes);
                pixel = ref Unsafe.Add(ref pixel, TensorLayout.Block);
            }
        }
    }

    /// <summary>Sets a border to zero.</summary>
    /// <param name="y">The tensor's first float.</param>
    /// <param name="planes">Planes.</param>
    /// <param name="layout">The tensor's layout.</param>
    /// <param name="front">Slices of border before the first.</param>
    /// <param name="back">Slices of border behind the last.</param>
    /// <param name="top">Rows of border above a slice.</param>
    /// <param name="bottom">Rows of border below a slice.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ClearBorder(ref float y, int planes, in TensorLayout layout, int front, int back, int top, int bottom)
    {
        int rowStride = layout.RowStride;
        int left = layout.Origin - (front * layout.SliceStride) - (top * rowStride);
        int right = rowStride - left - (layout.Width * layout.ColumnStride);
        for (int plane = 0; plane < planes; plane++)
        {
            ref float first = ref Unsafe.Add(ref y, plane * layout.PlaneStride);
            Clear(ref first, front * layout.SliceStride);
            for (int slice = 0; slice < layout.Depth; slice++)
            {
                Span<float> span = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, (front + slice) * layout.SliceStride), (top + layout.Height + bottom) * rowStride);
                span[..((top * rowStride) + left)].Clear();

                // A row's right border and the next row's left one lie side by side.
                for (int row = top; row < top + layout.Height - 1; row++)
                {
                    span.Slice(((row + 1) * rowStride) - right, right + left).Clear();
                }

                span[(((top + layout.Height) * rowStride) - right)..].Clear();
            }

            Clear(ref Unsafe.Add(ref first, (front + layout.Depth) * layout.SliceStride), back * layout.SliceStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RearrangeChannels(ref float x, in TensorLayout from, ref float y, in TensorLayout to)
    {
        if (from.IsPlanar && to.IsPlanar)
        {
            for (int channel = 0; channel < from.Channels; channel++)
            {
                for (int row = 0; row < from.Rows; row++)
                {
                    Copy(
                        ref Unsafe.Add(ref x, from.ChannelOffset(channel) + from.RowOffset(row)),
                        ref Unsafe.Add(ref y, to.ChannelOffset(channel) + to.RowOffset(row)),
                        from.Width);
                }
            }

            return;
        }

        // Sixteen channels of a row stay in the first-level cache while they are exchanged with their planes.
        bool isExchange = from.IsPlanar != to.IsPlanar && from.IsSideBySide && to.IsSideBySide;
        int columns = isExchange ? Transpose.Whole(from.Width) : 0;
        for (int first = 0; first < from.Channels; first += TensorLayout.Block)
        {
            int end = Math.Min(from.Channels, first + TensorLayout.Block);
            int whole = Transpose.Whole(end - first);
            for (int row = 0; row < from.Rows; row++)
            {
                if (columns > 0 && whole > 0)
                {
                    ref float source = ref Unsafe.Add(ref x, from.ChannelOffset(first) + from.RowOffset(row));
                    ref float destination = ref Unsafe.Add(ref y, to.ChannelOffset(first) + to.RowOffset(row));
                    Exchange(ref source, from, ref destination, to, whole, columns);
                }

                for (int channel = first; channel < end; channel++)
                {
                    int done = channel < first + whole ? columns : 0;
                    if (done == from.Width)
                    {
                        continue;
                    }

                    CopyRow(
                        ref Unsafe.Add(ref x, from.ChannelOffset(channel) + from.RowOffset(row) + (done * from.ColumnStride)),
                        from.ColumnStride,
                        ref Unsafe.Add(ref y, to.ChannelOffset(channel) + to.RowOffset(row) + (done * to.ColumnStride)),
                        to.ColumnStride,
                        from.Width - done);
                }
            }
        }
    }

    private static void Exchange(ref float source, in TensorLayout from, ref float destination, in TensorLayout to, int channels, int columns)
    {
        if (from.IsPlanar)
        {
            Transpose.PlanesToBlock(ref source, from.PlaneStride, ref destination, channels, columns);
        }
        else
        {
            Transpose.BlockToPlanes(ref source, ref destination, to.PlaneStride, channels, columns);
        }
    }

    /// <summary>Copies elements that lie a stride apart.</summary>
    internal static void CopyRow(ref float source, int sourceStride, ref float destination, int destinationStride, int count)
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
            for (int h = 0; h < from.Rows; h++)
            {
                for (int w = 0; w < from.Width; w++)
                {
                    Unsafe.Add(ref y, to.ChannelOffset(channel) + to.RowOffset(row) + (column * to.ColumnStride)) =
                        Unsafe.Add(ref x, source + from.RowOffset(h) + (w * from.ColumnStride));
                    if (++column == to.Width)
                    {
                        column = 0;
                        if (++row == to.Rows)
                        {
                            row = 0;
                            channel++;
                        }
                    }
                }
            }
        }
    }

    /// <summary>Copies floats side by side.</summary>
    internal static void Copy(ref float x, ref float y, int length) =>
        MemoryMarshal.CreateReadOnlySpan(ref x, length).CopyTo(MemoryMarshal.CreateSpan(ref y, length));

    private readonly struct Repetition(int times) : IChannelSource
    {
        public int Of(int channel) => channel / times;
    }
}

/// <summary>Which channel is copied into another, for <see cref="TensorMemory.GatherChannels"/>.</summary>
internal interface IChannelSource
{
    int Of(int channel);
}
