using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CnnGen.Runtime;

/// <summary>Copies positions, all channels of a block at a time: nearest upsampling, padding, crops. For generated code.</summary>
public static class Positions
{
    /// <summary>Writes each position as the copy of another, or as zeros.</summary>
    /// <param name="x">The source's first float.</param>
    /// <param name="from">The source's layout: blocks of channels.</param>
    /// <param name="rule">Which position is copied.</param>
    /// <param name="depth">The rule's number for slices.</param>
    /// <param name="rows">The rule's number for rows.</param>
    /// <param name="columns">The rule's number for columns.</param>
    /// <param name="y">The destination's first float.</param>
    /// <param name="to">The destination's layout: the same blocks of channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(ref float x, in TensorLayout from, PositionRule rule, int depth, int rows, int columns, ref float y, in TensorLayout to)
    {
        for (int plane = 0; plane < to.Blocks; plane++)
        {
            for (int row = 0; row < to.Rows; row++)
            {
                ref float written = ref Unsafe.Add(ref y, to.PlaneRowOffset(plane, row));
                int source = SourceRow(from, rule, depth, rows, to, row);
                if (source < 0)
                {
                    TensorMemory.Clear(ref written, to.Width * TensorLayout.Block);
                }
                else
                {
                    GatherRow(ref Unsafe.Add(ref x, from.PlaneRowOffset(plane, source)), from.Width, rule, columns, ref written, to.Width);
                }
            }
        }
    }

    /// <summary>The gradient through <see cref="Gather"/>: the sum over all copies of a position.</summary>
    /// <param name="dy">The output gradient's first float.</param>
    /// <param name="from">The output gradient's layout.</param>
    /// <param name="rule">Which position was copied.</param>
    /// <param name="depth">The rule's number for slices.</param>
    /// <param name="rows">The rule's number for rows.</param>
    /// <param name="columns">The rule's number for columns.</param>
    /// <param name="dx">The input gradient's first float.</param>
    /// <param name="to">The input gradient's layout.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScatterAdd(ref float dy, in TensorLayout from, PositionRule rule, int depth, int rows, int columns, ref float dx, in TensorLayout to)
    {
        for (int plane = 0; plane < to.Blocks; plane++)
        {
            ClearPlane(ref dx, to, plane);
            for (int row = 0; row < from.Rows; row++)
            {
                int target = SourceRow(to, rule, depth, rows, from, row);
                if (target >= 0)
                {
                    ScatterRow(ref Unsafe.Add(ref dy, from.PlaneRowOffset(plane, row)), from.Width, rule, columns, ref Unsafe.Add(ref dx, to.PlaneRowOffset(plane, target)), to.Width);
                }
            }
        }
    }

    /// <summary>Sets the rows of a block of channels to zero, not their border.</summary>
    internal static void ClearPlane(ref float y, in TensorLayout layout, int plane)
    {
        for (int row = 0; row < layout.Rows; row++)
        {
            TensorMemory.Clear(ref Unsafe.Add(ref y, layout.PlaneRowOffset(plane, row)), layout.Width * TensorLayout.Block);
        }
    }

    /// <summary>The row that a row is a copy of, counted through all slices; -1 for zeros.</summary>
    private static int SourceRow(in TensorLayout source, PositionRule rule, int depth, int rows, in TensorLayout copy, int row)
    {
        int slice = rule.Source(depth, row / copy.Height, source.Depth);
        int inSlice = rule.Source(rows, row % copy.Height, source.Height);
        return slice < 0 || inSlice < 0 ? -1 : (slice * source.Height) + inSlice;
    }

    private static void GatherRow(ref float x, int width, PositionRule rule, int number, ref float y, int copies)
    {
        (int begin, int end) = Run(width, rule, number, copies);
        for (int column = 0; column < copies; column++)
        {
            if (column == begin && begin < end)
            {
                Copy(ref Unsafe.Add(ref x, (begin - number) * TensorLayout.Block), ref Unsafe.Add(ref y, begin * TensorLayout.Block), (end - begin) * TensorLayout.Block);
                column = end - 1;
                continue;
            }

            ref float written = ref Unsafe.Add(ref y, column * TensorLayout.Block);
            int source = rule.Source(number, column, width);
            if (source < 0)
            {
                TensorMemory.Clear(ref written, TensorLayout.Block);
            }
            else
            {
                Copy(ref Unsafe.Add(ref x, source * TensorLayout.Block), ref written, TensorLayout.Block);
            }
        }
    }

    private static void ScatterRow(ref float dy, int copies, PositionRule rule, int number, ref float dx, int width)
    {
        (int begin, int end) = Run(width, rule, number, copies);
        for (int column = 0; column < copies; column++)
        {
            int target = rule.Source(number, column, width);
            int length = column == begin && begin < end ? end - begin : 1;
            if (target >= 0)
            {
                ref float sum = ref Unsafe.Add(ref dx, target * TensorLayout.Block);
                Activations.Add(ref sum, ref Unsafe.Add(ref dy, column * TensorLayout.Block), ref sum, length * TensorLayout.Block);
            }

            column += length - 1;
        }
    }

    /// <summary>The columns that are copies of neighbours in the same order.</summary>
    private static (int Begin, int End) Run(int width, PositionRule rule, int number, int copies) => rule == PositionRule.Scaled
        ? (0, 0)
        : (Math.Clamp(number, 0, copies), Math.Clamp(number + width, 0, copies));

    private static void Copy(ref float x, ref float y, int length) =>
        MemoryMarshal.CreateReadOnlySpan(ref x, length).CopyTo(MemoryMarshal.CreateSpan(ref y, length));
}
