using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Onnx.Graphs;

/// <summary>A tensor whose elements the file gives, or which follow from the file alone.</summary>
internal sealed class Constant
{
    private readonly float[]? _reals;
    private readonly long[]? _integers;

    public Constant(IReadOnlyList<int> shape, float[] reals) => (Shape, _reals) = ([.. shape], Checked(shape, reals));

    public Constant(IReadOnlyList<int> shape, long[] integers) => (Shape, _integers) = ([.. shape], Checked(shape, integers));

    public int[] Shape { get; }

    public int Length => _reals?.Length ?? _integers!.Length;

    public ElementKind Kind => _reals is null ? ElementKind.Integer : ElementKind.Real;

    /// <summary>The initializer's name in the file; null of what was computed.</summary>
    public string? Name { get; init; }

    /// <summary>The elements as float32, row by row.</summary>
    public float[] Reals => _reals ?? Array.ConvertAll(_integers!, static value => (float)value);

    /// <summary>The elements as whole numbers, row by row.</summary>
    public long[] Integers => _integers ?? Array.ConvertAll(_reals!, static value => (long)value);

    /// <summary>The elements as sizes or places. What lies beyond an int is as far as one goes: ONNX ends a slice at 2^63 - 1.</summary>
    public int[] Sizes => Array.ConvertAll(Integers, static value => (int)Math.Clamp(value, -int.MaxValue, int.MaxValue));

    /// <summary>The one element.</summary>
    public double Number => Length == 1 ? Kind == ElementKind.Real ? _reals![0] : _integers![0]
        : throw new ImportException($"one number is expected where the tensor '{Name}' has {Length}");

    public static Constant Of(long value) => new([], [value]);

    public static Constant Of(IEnumerable<int> values)
    {
        long[] integers = [.. values.Select(static value => (long)value)];
        return new([integers.Length], integers);
    }

    /// <summary>The same elements in another shape.</summary>
    public Constant Reshaped(IReadOnlyList<int> shape) => _reals is null ? new(shape, _integers!) { Name = Name } : new(shape, _reals) { Name = Name };

    /// <summary>Some of the elements, by their places, in a shape of their own.</summary>
    public Constant Gathered(IReadOnlyList<int> shape, int[] places) => _reals is null
        ? new(shape, Array.ConvertAll(places, place => _integers![place])) { Name = Name }
        : new(shape, Array.ConvertAll(places, place => _reals[place])) { Name = Name };

    public Constant As(ElementKind kind) => kind == ElementKind.Real ? new(Shape, Reals) { Name = Name } : new(Shape, Integers) { Name = Name };

    private static T[] Checked<T>(IReadOnlyList<int> shape, T[] elements) => Shapes.Product(shape) == elements.Length
        ? elements
        : throw new ImportException($"{elements.Length} elements do not fill {Shapes.Text(shape)}");
}
