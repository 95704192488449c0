using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Kernels;

/// <summary>What pooling computes of a window's elements: how it begins, takes in an element, puts two results together and ends.</summary>
/// <param name="Kind">Which of the functions.</param>
/// <param name="Norm">The elements' power under <see cref="PoolKind.Norm"/>.</param>
/// <param name="Width">The vectors.</param>
internal readonly record struct PoolFunction(PoolKind Kind, int Norm, VectorWidth Width)
{
    /// <summary>Whether an element is the result of a window that has no other.</summary>
    public bool IsOfElements => Kind != PoolKind.Norm;

    /// <summary>The result of no elements.</summary>
    public string Identity => Kind == PoolKind.Max ? "Create(float.NegativeInfinity)" : Width.Zero();

    /// <summary>The root that is still to be taken of what has been stored: the odd factor of the norm, for which there is no instruction; 1 where nothing is left to do.</summary>
    public int RootLeft => Kind == PoolKind.Norm ? Norm / SquaresOf(Norm) : 1;

    public static PoolFunction Of(PoolGeometry geometry, VectorWidth width) => new(geometry.Kind, geometry.Norm, width);

    /// <summary>Two results as one; the first is best a name.</summary>
    public string Combine(string one, string other) => Kind == PoolKind.Max ? Width.Max(one, other) : $"{one} + {other}";

    /// <summary>Takes an element into a result.</summary>
    public void Take(CodeWriter writer, string result, string element)
    {
        if (IsOfElements)
        {
            writer.Line($"{result} = {Combine(result, element)};");
            return;
        }

        using System.IDisposable scope = writer.Scope();
        writer.Line(Width.Declare("element", Norm % 2 == 0 ? element : $"Abs({element})"));
        IReadOnlyList<string> factors = PowerText.WriteFactors(writer, Width, "element", Norm);
        string most = string.Join(" * ", factors.Take(factors.Count - 1));
        writer.Line(factors.Count == 1 ? $"{result} += element;" : $"{result} = {Width.MultiplyAdd(most, factors[factors.Count - 1], result)};");
    }

    /// <summary>The end of a window.</summary>
    /// <param name="value">The result of its elements.</param>
    /// <param name="reciprocal">Of the number that a mean divides by.</param>
    public string Finish(string value, string reciprocal)
    {
        if (Kind is PoolKind.Average or PoolKind.AverageWithPadding)
        {
            return $"{value} * {reciprocal}";
        }

        for (int root = Kind == PoolKind.Norm ? SquaresOf(Norm) : 1; root > 1; root /= 2)
        {
            value = $"Sqrt({value})";
        }

        return value;
    }

    // The largest power of two in a number.
    private static int SquaresOf(int number) => number & -number;
}
