using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>So many copies of each position along every axis. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NearestUpsampling
{
    /// <summary>y(i) = x(floor(i / scale)) along each axis.</summary>
    /// <param name="x">The input's first float.</param>
    /// <param name="from">The input's layout: blocks of channels.</param>
    /// <param name="depth">Copies of a slice.</param>
    /// <param name="rows">Copies of a row.</param>
    /// <param name="columns">Copies of a column.</param>
    /// <param name="y">The output's first float.</param>
    /// <param name="to">The output's layout: the same blocks of channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float x, in TensorLayout from, int depth, int rows, int columns, ref float y, in TensorLayout to)
    {
        for (int plane = 0; plane < from.Blocks; plane++)
        {
            for (int row = 0; row < from.Rows; row++)
            {
                ref float first = ref Unsafe.Add(ref y, to.PlaneRowOffset(plane, CopyOf(row, from, depth, rows, 0)));
                RepeatColumns(ref Unsafe.Add(ref x, from.PlaneRowOffset(plane, row)), from.Width, columns, ref first);
                for (int copy = 1; copy < depth * rows; copy++)
                {
                    TensorMemory.Copy(ref first, ref Unsafe.Add(ref y, to.PlaneRowOffset(plane, CopyOf(row, from, depth, rows, copy))), to.Width * TensorLayout.Block);
                }
            }
        }
    }

    /// <summary>The gradient: dx(i) is the sum of dy over the copies of i.</summary>
    /// <param name="dy">The output gradient's first float.</param>
    /// <param name="from">The output gradient's layout: blocks of channels.</param>
    /// <param name="depth">Copies of a slice.</param>
    /// <param name="rows">Copies of a row.</param>
    /// <param name="columns">Copies of a column.</param>
    /// <param name="dx">The input gradient's first float.</param>
    /// <param name="to">The input gradient's layout: the same blocks of channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(ref float dy, in TensorLayout from, int depth, int rows, int columns, ref float dx, in TensorLayout to)
    {
        for (int plane = 0; plane < to.Blocks; plane++)
        {
            for (int row = 0; row < to.Rows; row++)
            {
                ref float sums = ref Unsafe.Add(ref dx, to.PlaneRowOffset(plane, row));
                TensorMemory.Clear(ref sums, to.Width * TensorLayout.Block);
                for (int copy = 0; copy < depth * rows; copy++)
                {
                    AddColumns(ref Unsafe.Add(ref dy, from.PlaneRowOffset(plane, CopyOf(row, to, depth, rows, copy))), columns, ref sums, to.Width);
                }
            }
        }
    }

    /// <summary>The number, counted through all slices, of one of the copies of a row.</summary>
    private static int CopyOf(int row, in TensorLayout small, int depth, int rows, int copy)
    {
        int slice = (row / small.Height * depth) + (copy / rows);
        int inSlice = (row % small.Height * rows) + (copy % rows);
        return (slice * small.Height * rows) + inSlice;
    }

    private static void RepeatColumns(ref float x, int width, int columns, ref float y)
    {
        for (int column = 0; column < width; column++)
        {
            for (int copy = 0; copy < columns; copy++)
            {
                TensorMemory.Copy(ref x, ref y, TensorLayout.Block);
                y = ref Unsafe.Add(ref y, TensorLayout.Block);
            }

            x = ref Unsafe.Add(ref x, TensorLayout.Block);
        }
    }

    private static void AddColumns(ref float dy, int columns, ref float sums, int width)
    {
        for (int column = 0; column < width; column++)
        {
            for (int copy = 0; copy < columns; copy++)
            {
                Elementwise.Apply(default(Sum), ref dy, ref sums, ref sums, TensorLayout.Block);
                dy = ref Unsafe.Add(ref dy, TensorLayout.Block);
            }

            sums = ref Unsafe.Add(ref sums, TensorLayout.Block);
        }
    }
}
