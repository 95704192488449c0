using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>Arithmetic on whole spans. Products and sums are kept apart, never fused: the bits are the same at every place and on every machine.</summary>
internal static class Spans
{
    /// <summary><c>a = a + share * (b - a)</c>.</summary>
    /// <param name="target">a.</param>
    /// <param name="source">b, as long.</param>
    /// <param name="share">The share.</param>
    public static void MoveTowards(Span<float> target, ReadOnlySpan<float> source, float share)
    {
        ref float a = ref MemoryMarshal.GetReference(target);
        ref float b = ref MemoryMarshal.GetReference(source);
        int i = 0;
        for (; i <= target.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> old = Vector.LoadUnsafe(ref a, (nuint)i);
            (old + (new Vector<float>(share) * (Vector.LoadUnsafe(ref b, (nuint)i) - old))).StoreUnsafe(ref a, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] += share * (source[i] - target[i]);
        }
    }

    /// <summary><c>a = a + b</c>.</summary>
    /// <param name="target">a.</param>
    /// <param name="source">b, as long.</param>
    public static void Add(Span<float> target, ReadOnlySpan<float> source)
    {
        ref float a = ref MemoryMarshal.GetReference(target);
        ref float b = ref MemoryMarshal.GetReference(source);
        int i = 0;
        for (; i <= target.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (Vector.LoadUnsafe(ref a, (nuint)i) + Vector.LoadUnsafe(ref b, (nuint)i)).StoreUnsafe(ref a, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] += source[i];
        }
    }

    /// <summary>The sum of the squares, in double.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        Vector<double> low = Vector<double>.Zero;
        Vector<double> high = Vector<double>.Zero;
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref first, (nuint)i), out Vector<double> even, out Vector<double> odd);
            low += even * even;
            high += odd * odd;
        }

        double sum = Vector.Sum(low + high);
        for (; i < values.Length; i++)
        {
            sum += (double)values[i] * values[i];
        }

        return sum;
    }
}
