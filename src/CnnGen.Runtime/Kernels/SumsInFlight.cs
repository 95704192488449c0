using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CnnGen.Runtime;

/// <summary>Sums of floats in double, sixteen side by side so that they wait for one another less: the float of number i goes into sum i % 16.</summary>
internal static class SumsInFlight
{
    /// <summary>Sums side by side.</summary>
    public const int Count = 16;

    private const int Lanes = 4;

    /// <summary>Adds floats to their sums.</summary>
    /// <param name="x">The first.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="number">The first one's number.</param>
    /// <param name="sums">The sums.</param>
    public static void Add(ref float x, int length, int number, Span<double> sums) => Add(default(Elements), ref x, ref x, length, number, sums);

    /// <summary>Adds products, which are exact in double, to their sums.</summary>
    /// <param name="x">The first one's one factor.</param>
    /// <param name="y">The first one's other factor.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="number">The first one's number.</param>
    /// <param name="sums">The sums.</param>
    public static void AddProducts(ref float x, ref float y, int length, int number, Span<double> sums) => Add(default(Products), ref x, ref y, length, number, sums);

    /// <summary>All sums as one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Total(Span<double> sums)
    {
        double total = 0;
        foreach (double sum in sums)
        {
            total += sum;
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TTerms>(TTerms terms, ref float x, ref float y, int length, int number, Span<double> sums)
        where TTerms : struct, ITerms
    {
        int done = number % Count == 0 ? AddVectors(terms, ref x, ref y, length, ref sums[..Count][0]) : 0;
        for (int i = done; i < length; i++)
        {
            sums[(number + i) % Count] += terms.One(ref x, ref y, (nuint)i);
        }
    }

    /// <summary>Adds what fills all sums.</summary>
    /// <returns>How many floats that are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int AddVectors<TTerms>(TTerms terms, ref float x, ref float y, int length, ref double sums)
        where TTerms : struct, ITerms
    {
        Vector256<double> sum0 = Vector256.LoadUnsafe(ref sums);
        Vector256<double> sum1 = Vector256.LoadUnsafe(ref sums, Lanes);
        Vector256<double> sum2 = Vector256.LoadUnsafe(ref sums, 2 * Lanes);
        Vector256<double> sum3 = Vector256.LoadUnsafe(ref sums, 3 * Lanes);
        int i = 0;
        for (; i <= length - Count; i += Count)
        {
            sum0 += terms.Four(ref x, ref y, (nuint)i);
            sum1 += terms.Four(ref x, ref y, (nuint)(i + Lanes));
            sum2 += terms.Four(ref x, ref y, (nuint)(i + (2 * Lanes)));
            sum3 += terms.Four(ref x, ref y, (nuint)(i + (3 * Lanes)));
        }

        sum0.StoreUnsafe(ref sums);
        sum1.StoreUnsafe(ref sums, Lanes);
        sum2.StoreUnsafe(ref sums, 2 * Lanes);
        sum3.StoreUnsafe(ref sums, 3 * Lanes);
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Wide(ref float x, nuint offset)
    {
        Vector128<float> floats = Vector128.LoadUnsafe(ref x, offset);
        return Avx.IsSupported
            ? Avx.ConvertToVector256Double(floats)
            : Vector256.Create(Vector128.WidenLower(floats), Vector128.WidenUpper(floats));
    }

    /// <summary>What is added to the sums: at an offset from the first of one operand or of two.</summary>
    private interface ITerms
    {
        double One(ref float x, ref float y, nuint offset);

        Vector256<double> Four(ref float x, ref float y, nuint offset);
    }

    private readonly struct Elements : ITerms
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double One(ref float x, ref float y, nuint offset) => Unsafe.Add(ref x, offset);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Four(ref float x, ref float y, nuint offset) => Wide(ref x, offset);
    }

    private readonly struct Products : ITerms
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double One(ref float x, ref float y, nuint offset) => (double)Unsafe.Add(ref x, offset) * Unsafe.Add(ref y, offset);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Four(ref float x, ref float y, nuint offset) => Wide(ref x, offset) * Wide(ref y, offset);
    }
}
