using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Roots of each element of a stretch of memory. For generated code, which passes places and sizes that it has planned.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Roots
{
    /// <summary>y = y^(1 / degree)</summary>
    /// <param name="y">The first operand, and the first result; none is below zero.</param>
    /// <param name="length">The number of elements.</param>
    /// <param name="degree">At least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ref float y, int length, int degree)
    {
        // In double: the exponent's own rounding would cost float digits.
        double exponent = 1.0 / degree;
        for (int i = 0; i < length; i++)
        {
            Unsafe.Add(ref y, i) = (float)Math.Pow(Unsafe.Add(ref y, i), exponent);
        }
    }
}
