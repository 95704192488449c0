using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CnnGen.Onnx.Graphs;

/// <summary>Arithmetic on the sizes of axes.</summary>
internal static class Shapes
{
    // Far more than shapes have, and little enough that a file of a few bytes takes no memory to speak of.
    private const int MostComputed = 1 << 26;

    public static int Product(IEnumerable<int> sizes)
    {
        try
        {
            return sizes.Aggregate(1, static (product, size) => checked(product * size));
        }
        catch (OverflowException)
        {
            throw new ImportException($"a tensor of {Text(sizes)} has more elements than an array can hold");
        }
    }

    /// <summary>A shape of which a constant is computed, which may be large without a large file.</summary>
    public static int[] Computed(int[] shape) => shape.All(static size => size >= 0) && Product(shape) <= MostComputed
        ? shape
        : throw new ImportException($"a constant of {Text(shape)} is too large to be computed");

    public static string Text(IEnumerable<int> sizes) => $"[{string.Join(", ", sizes.Select(static size => size.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>An axis that may be counted from the last one, counted from the first.</summary>
    public static int Axis(int axis, int rank)
    {
        int counted = axis < 0 ? axis + rank : axis;
        return counted >= 0 && counted < rank ? counted : throw new ImportException($"there is no axis {axis} in a tensor of {rank} axes");
    }

    /// <summary>How far the next element along each axis is, row by row.</summary>
    public static int[] Strides(IReadOnlyList<int> shape)
    {
        int[] strides = new int[shape.Count];
        int stride = 1;
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return strides;
    }

    /// <summary>The shape that two are broadcast to.</summary>
    public static int[] Broadcast(IReadOnlyList<int> one, IReadOnlyList<int> other)
    {
        int rank = Math.Max(one.Count, other.Count);
        return [.. Aligned(one, rank).Zip(Aligned(other, rank), (a, b) => a == b || b == 1 ? a : a == 1 ? b
            : throw new ImportException($"{Text(one)} and {Text(other)} do not go together"))];
    }

    /// <summary>A shape with ones in front, as broadcasting reads it.</summary>
    public static int[] Aligned(IReadOnlyList<int> shape, int rank) => [.. Enumerable.Repeat(1, rank - shape.Count), .. shape];

    /// <summary>For each element of a larger shape the place of the element of a smaller one that goes with it.</summary>
    public static int[] BroadcastPlaces(IReadOnlyList<int> shape, IReadOnlyList<int> whole)
    {
        int[] aligned = Aligned(shape, whole.Count);
        int[] strides = Strides(aligned);
        return Places(whole, [.. strides.Select((stride, axis) => aligned[axis] == 1 ? 0 : stride)]);
    }

    /// <summary>For each element of a shape, row by row, the sum of its coordinates times the strides.</summary>
    public static int[] Places(IReadOnlyList<int> shape, IReadOnlyList<int> strides, int first = 0)
    {
        int[] places = [first];
        for (int axis = 0; axis < shape.Count; axis++)
        {
            int size = shape[axis];
            int[] next = new int[places.Length * size];
            for (int i = 0; i < next.Length; i++)
            {
                next[i] = places[i / size] + (i % size * strides[axis]);
            }

            places = next;
        }

        return places;
    }

    /// <summary>The sizes that a Reshape asks for: 0 keeps an axis, -1 is what the others leave.</summary>
    public static int[] Resolve(int[] wanted, IReadOnlyList<int> from, bool allowZero)
    {
        int[] sizes = [.. wanted.Select((size, axis) => size != 0 || allowZero ? size
            : axis < from.Count ? from[axis] : throw new ImportException($"size 0 of axis {axis} keeps an axis that {Text(from)} does not have"))];
        int open = Array.IndexOf(sizes, -1);
        int total = Product(from);
        if (open >= 0)
        {
            int others = Product(sizes.Where((_, axis) => axis != open));
            sizes[open] = others > 0 && total % others == 0 ? total / others : -1;
        }

        return sizes.All(static size => size >= 0) && Product(sizes) == total
            ? sizes
            : throw new ImportException($"the {total} elements of {Text(from)} do not fill {Text(wanted)}");
    }
}
