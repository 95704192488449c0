using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;

namespace CnnGen.Onnx.Layers;

/// <summary>A run of elements an equal distance apart in a layer's output.</summary>
/// <param name="Size">How many.</param>
/// <param name="Stride">How far apart.</param>
internal readonly record struct Atom(int Size, int Stride);

/// <summary>
/// How a tensor of the file lies in a layer's output: for each of its axes the runs of elements that it goes through, the slowest first. Transposes
/// and reshapes change a view and no element, so that a graph in another order than this library's costs nothing where the orders cancel out.
/// </summary>
internal sealed class View
{
    private readonly Atom[][] _axes;

    private View(Atom[][] axes) => _axes = axes;

    /// <summary>The tensor's sizes, the batch's first.</summary>
    public int[] Shape => Array.ConvertAll(_axes, SizeOf);

    public int Rank => _axes.Length;

    /// <summary>Whether the elements lie in the tensor's own order, whatever its axes.</summary>
    public bool IsInOrder => Merged().All(static atom => atom.Stride == 1);

    /// <summary>The axes that have more than one element, in the order in which they lie; null where parts of one lie apart.</summary>
    public int[]? Order
    {
        get
        {
            Atom[][] merged = Array.ConvertAll(_axes, Merge);
            return merged.All(static axis => axis.Length <= 1)
                ? [.. Enumerable.Range(0, Rank).Where(axis => merged[axis].Length == 1).OrderByDescending(axis => merged[axis][0].Stride)]
                : null;
        }
    }

    /// <summary>A tensor that lies in its own order.</summary>
    public static View Of(IReadOnlyList<int> shape) => InOrder(shape, [.. Enumerable.Range(0, shape.Count)]);

    /// <summary>A tensor whose axes lie in some order.</summary>
    /// <param name="shape">Its sizes.</param>
    /// <param name="order">Its axes, the slowest first; those that have one element may be missing.</param>
    public static View InOrder(IReadOnlyList<int> shape, IReadOnlyList<int> order)
    {
        Atom[][] axes = [.. Enumerable.Repeat<Atom[]>([], shape.Count)];
        int stride = 1;
        foreach (int axis in order.Reverse().Where(axis => shape[axis] != 1))
        {
            axes[axis] = [new(shape[axis], stride)];
            stride *= shape[axis];
        }

        return new(axes);
    }

    /// <summary>The axes in another order.</summary>
    public View Transposed(IReadOnlyList<int> order) => new([.. order.Select(axis => _axes[axis])]);

    /// <summary>The same elements in another shape; null where an axis would need parts of elements that lie apart.</summary>
    public View? Reshaped(IReadOnlyList<int> shape)
    {
        Stack<Atom> left = new(Merged().Reverse());
        Atom[][] axes = new Atom[shape.Count][];
        for (int axis = 0; axis < shape.Count; axis++)
        {
            if (Take(left, shape[axis]) is not { } atoms)
            {
                return null;
            }

            axes[axis] = atoms;
        }

        return new(axes);
    }

    /// <summary>Runs of all axes, in the tensor's order; what lies side by side is one.</summary>
    public Atom[] Merged() => Merge(_axes.SelectMany(static axis => axis));

    /// <summary>For each element, in the tensor's order, its place in the layer's output.</summary>
    public int[] Places()
    {
        Atom[] atoms = Merged();
        return Shapes.Places(Array.ConvertAll(atoms, static atom => atom.Size), Array.ConvertAll(atoms, static atom => atom.Stride));
    }

    public bool IsSameAs(View other) => Rank == other.Rank && _axes.Zip(other._axes).All(static pair => Merge(pair.First).SequenceEqual(Merge(pair.Second)));

    private static int SizeOf(Atom[] axis) => axis.Aggregate(1, static (size, atom) => size * atom.Size);

    private static Atom[] Merge(IEnumerable<Atom> atoms)
    {
        List<Atom> merged = [];
        foreach (Atom atom in atoms.Where(static atom => atom.Size != 1))
        {
            if (merged.Count > 0 && merged[^1].Stride == atom.Size * atom.Stride)
            {
                merged[^1] = new(merged[^1].Size * atom.Size, atom.Stride);
            }
            else
            {
                merged.Add(atom);
            }
        }

        return [.. merged];
    }

    // As many elements as an axis has, of which the last run may be a part.
    private static Atom[]? Take(Stack<Atom> left, int size)
    {
        List<Atom> taken = [];
        while (size > 1)
        {
            Atom next = left.Pop();
            if (next.Size <= size)
            {
                if (size % next.Size != 0)
                {
                    return null;
                }

                taken.Add(next);
                size /= next.Size;
                continue;
            }

            if (next.Size % size != 0)
            {
                return null;
            }

            int rest = next.Size / size;
            taken.Add(new(size, next.Stride * rest));
            left.Push(new(rest, next.Stride));
            size = 1;
        }

        return [.. taken];
    }
}
