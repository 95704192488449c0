using System.Collections.Generic;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Whole powers of a vector by squaring.</summary>
internal static class PowerText
{
    /// <summary>Declares the squares that a power needs.</summary>
    /// <param name="writer">Receives them.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="element">The vector's name, which theirs begin with.</param>
    /// <param name="exponent">At least 0.</param>
    /// <returns>The names whose product is the power: two or more from the exponent 2 on, none for 0.</returns>
    public static IReadOnlyList<string> WriteFactors(CodeWriter writer, VectorWidth width, string element, int exponent)
    {
        List<string> factors = [];
        string square = element;
        int power = 1;
        for (int left = exponent; left > 0; left /= 2)
        {
            if (left == 2)
            {
                // The last square is a product by itself.
                factors.AddRange([square, square]);
                break;
            }

            if (left % 2 == 1)
            {
                factors.Add(square);
            }

            if (left > 1)
            {
                power *= 2;
                writer.Line(width.Declare(element + Number(power), $"{square} * {square}"));
                square = element + Number(power);
            }
        }

        return factors;
    }
}
