using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    /// <summary>The largest of floats and of another one; NaN among them may be passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Largest(ref float x, int length, float least)
    {
        // Four side by side, since each waits for the one before.
        const int Stride = 4;
        Vector128<float> largest0 = Vector128.Create(least);
        Vector128<float> largest1 = largest0;
        Vector128<float> largest2 = largest0;
        Vector128<float> largest3 = largest0;
        int i = 0;
        for (; i <= length - (4 * Stride); i += 4 * Stride)
        {
            ref float block = ref Unsafe.Add(ref x, i);
            largest0 = Vector128.MaxNative(Vector128.LoadUnsafe(ref block), largest0);
            largest1 = Vector128.MaxNative(Vector128.LoadUnsafe(ref block, Stride), largest1);
            largest2 = Vector128.MaxNative(Vector128.LoadUnsafe(ref block, 2 * Stride), largest2);
            largest3 = Vector128.MaxNative(Vector128.LoadUnsafe(ref block, 3 * Stride), largest3);
        }

        for (; i < length; i++)
        {
            largest0 = Vector128.MaxNative(Vector128.Create(Unsafe.Add(ref x, i)), largest0);
        }

        largest0 = Vector128.MaxNative(Vector128.MaxNative(largest0, largest1), Vector128.MaxNative(largest2, largest3));
        return MathF.Max(MathF.Max(largest0[0], largest0[1]), MathF.Max(largest0[2], largest0[3]));
    }
}
