using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CnnGen;

/// <summary>A parameter or the input, whose elements are moved.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Its elements, which are moved in place.</param>
/// <param name="Gradient">The gradient by them, as Backward has it.</param>
/// <param name="Write">Brings moved elements to the network; null where it reads them.</param>
internal sealed record CheckedTensor(string Name, IReadOnlyList<int> Shape, float[] Values, float[] Gradient, CheckedTensor.Writer? Write)
{
    // Of tensors whose elements are zeros, such as biases.
    private const double LeastScale = 0.01;

    /// <summary>Copies elements.</summary>
    public delegate void Writer(ReadOnlySpan<float> values);

    /// <summary>The size of a usual element.</summary>
    public double Scale => Math.Max(LeastScale, Math.Sqrt(Values.Sum(static value => (double)value * value) / Math.Max(1, Values.Length)));

    /// <summary>Moves elements along a direction, has something measured there, and moves them back.</summary>
    /// <param name="direction">Each element's part in it.</param>
    /// <param name="step">How far.</param>
    /// <param name="measure">What is measured.</param>
    /// <returns>It, and how far the move went along the gradient, in the float32 numbers that there are.</returns>
    public (double Measured, double Along) Moved(IReadOnlyList<(int Element, double Part)> direction, double step, Func<double> measure)
    {
        float[] before = [.. direction.Select(part => Values[part.Element])];
        double along = 0;
        for (int i = 0; i < before.Length; i++)
        {
            (int element, double part) = direction[i];
            Values[element] = (float)(before[i] + (step * part));
            along += Gradient[element] * ((double)Values[element] - before[i]);
        }

        Write?.Invoke(Values);
        double measured = measure();
        for (int i = 0; i < before.Length; i++)
        {
            Values[direction[i].Element] = before[i];
        }

        Write?.Invoke(Values);
        return (measured, along);
    }

    /// <summary>The place of an element by its index on each axis.</summary>
    public string PlaceOf(int element)
    {
        int[] indices = new int[Shape.Count];
        for (int axis = indices.Length - 1; axis >= 0; axis--)
        {
            (element, indices[axis]) = Math.DivRem(element, Shape[axis]);
        }

        return $"[{string.Join(", ", indices.Select(static index => index.ToString(CultureInfo.InvariantCulture)))}]";
    }
}
