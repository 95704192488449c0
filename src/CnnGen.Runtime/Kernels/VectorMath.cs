using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace CnnGen.Runtime;

/// <summary>Loops over whole vectors that do not depend on a layer's shape.</summary>
internal static class VectorMath
{
    /// <summary>sum += values</summary>
    public static void Add(Span<float> sum, ReadOnlySpan<float> values)
    {
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        ReadOnlySpan<Vector<float>> addends = MemoryMarshal.Cast<float, Vector<float>>(values[..sum.Length]);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += addends[i];
        }

        for (int i = sums.Length * Vector<float>.Count; i < sum.Length; i++)
        {
            sum[i] += values[i];
        }
    }
}
