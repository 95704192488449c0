using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CnnGen.Runtime;

/// <summary>Moves all positions by one distance: padding with zeros, and crops. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PositionShift
{
    /// <summary>y(p) = x(p - distance), or zero where the input has no such position.</summary>
    /// <param name="x">The input's first float.</param>
    /// <param name="from">The input's layout: blocks of channels.</param>
    /// <param name="depth">Slices that the input is moved back; below 0 forward.</param>
    /// <param name="rows">Rows that it is moved down.</param>
    /// <param name="columns">Columns that it is moved right.</param>
    /// <param name="y">The output's first float.</param>
    /// <param name="to">The output's layout: the same blocks of channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ref float x, in TensorLayout from, int depth, int rows, int columns, ref float y, in TensorLayout to)
    {
        int begin = Math.Clamp(columns, 0, to.Width) * TensorLayout.Block;
        int end = Math.Clamp(columns + from.Width, 0, to.Width) * TensorLayout.Block;
        for (int plane = 0; plane < to.Blocks; plane++)
        {
            for (int row = 0; row < to.Rows; row++)
            {
                Span<float> written = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref y, to.PlaneRowOffset(plane, row)), to.Width * TensorLayout.Block);
                int slice = (row / to.Height) - depth;
                int inSlice = (row % to.Height) - rows;
                if (slice < 0 || slice >= from.Depth || inSlice < 0 || inSlice >= from.Height)
                {
                    written.Clear();
                    continue;
                }

                ref float source = ref Unsafe.Add(ref x, from.PlaneRowOffset(plane, (slice * from.Height) + inSlice) + begin - (columns * TensorLayout.Block));
                written[..begin].Clear();
                MemoryMarshal.CreateReadOnlySpan(ref source, end - begin).CopyTo(written[begin..]);
                written[end..].Clear();
            }
        }
    }
}
