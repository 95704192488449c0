using System;
using CnnGen.Onnx.Graphs;

namespace CnnGen.Onnx.Folding;

/// <summary>What a Slice keeps of an axis.</summary>
/// <param name="First">The first place.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Step">How far apart.</param>
internal readonly record struct SliceRange(int First, int Count, int Step)
{
    /// <summary>What is kept of every axis.</summary>
    public static SliceRange[] Of(int[] shape, int[] starts, int[] ends, int[]? axes, int[]? steps)
    {
        SliceRange[] ranges = Array.ConvertAll(shape, static size => new SliceRange(0, size, 1));
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = Shapes.Axis(axes?[i] ?? i, shape.Length);
            ranges[axis] = Of(shape[axis], starts[i], ends[i], steps?[i] ?? 1);
        }

        return ranges;
    }

    public bool IsWhole(int size) => First == 0 && Count == size && Step == 1;

    private static SliceRange Of(int size, int start, int end, int step)
    {
        if (step == 0)
        {
            throw new ImportException("a step of 0 goes nowhere");
        }

        // Backward the end may lie in front of the first place.
        int lowest = step > 0 ? 0 : -1;
        int highest = step > 0 ? size : size - 1;
        int first = Math.Clamp(start < 0 ? start + size : start, step > 0 ? 0 : lowest, highest);
        int last = (int)Math.Clamp(end < 0 ? end + (long)size : end, lowest, highest);
        int count = step > 0 ? (last - first + step - 1) / step : (first - last - step - 1) / -step;
        return new(first, Math.Max(0, count), step);
    }
}
