using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>e^x of numbers that are not positive, or NaN: exactly 1 at 0, and 0 where the result would be subnormal.</summary>
/// <remarks>
/// The one exponential of activations, softmax and losses. Within 1.5e-7 of the true value, relative to it; the same bits at every vector
/// width. Method: expf of Moshier's Cephes library; the polynomial is one degree lower, fitted to e^r by Remez' exchange within 3.1e-9 of
/// the true value, relative to it, for r up to ln(2) / 2 on both sides. .NET 10's own Exp of vectors works in double, which takes longer,
/// and is 1.0000001 at 0; the scalar one is the platform's. This and the functions that use it must be inlined: a call would pass its vectors
/// through memory, which takes four times as long as computing them.
/// </remarks>
internal static class NegativeExp
{
    // e^x is the smallest normal number there.
    private const float Lowest = -87.33654f;
    private const float Log2E = 1.44269504088896341f;

    // Of a sum with 1.5 * 2^23 the lowest bits are the nearest whole number; here with the bias of an exponent.
    private const float WholeNumbers = 12582912f + Binary32.ExponentBias;

    private const float Ln2 = 0.69314718056f;

    // ln 2 in two parts: the first has few bits, so that its product with a power is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float C2 = 0.499999934f;
    private const float C3 = 0.166665206f;
    private const float C4 = 0.0416683880f;
    private const float C5 = 0.00836871688f;
    private const float C6 = 0.00138145986f;

    /// <summary>e^x of one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(float x) => Floats128.First(Of(Floats128.Create(x)));

    /// <summary>e^x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Of<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats rest = Reduce(x, out TFloats scale);

        // What the scale is for NaN and for numbers below the lowest does not matter, since the rest is NaN or the result is 0.
        return TFloats.AndNot(TFloats.MultiplyAdd(rest, scale, scale), TFloats.Less(x, TFloats.Create(Lowest)));
    }

    /// <summary>e^x - 1, as exact near zero as elsewhere; x has a sign or is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats MinusOne<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats rest = Reduce(x, out TFloats scale);
        TFloats one = TFloats.Create(1);
        return TFloats.Select(TFloats.Less(x, TFloats.Create(Lowest)), -one, TFloats.MultiplyAdd(rest, scale, scale - one));
    }

    /// <summary>The same of numbers from -20 on, where one float is near enough to ln 2: e^x is the less of the result the more multiples of that it has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats MinusOneNearZero<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats rest = Polynomial(TFloats.MultiplyAdd(Power(x, out TFloats scale), TFloats.Create(-Ln2), x));
        return TFloats.MultiplyAdd(rest, scale, scale - TFloats.Create(1));
    }

    /// <summary>e^x = (1 + what is returned) * scale, a power of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloats Reduce<TFloats>(TFloats x, out TFloats scale)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats power = Power(x, out scale);
        return Polynomial(TFloats.MultiplyAdd(power, TFloats.Create(-Ln2Low), TFloats.MultiplyAdd(power, TFloats.Create(-Ln2High), x)));
    }

    /// <summary>The nearest whole number to x / ln 2, and two to its power.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloats Power<TFloats>(TFloats x, out TFloats scale)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats shifted = TFloats.MultiplyAdd(x, TFloats.Create(Log2E), TFloats.Create(WholeNumbers));
        scale = TFloats.LowestBitsAsExponent(shifted);
        return shifted - TFloats.Create(WholeNumbers);
    }

    /// <summary>e^r - 1, in halves that do not wait for one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloats Polynomial<TFloats>(TFloats r)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats square = r * r;
        TFloats low = TFloats.MultiplyAdd(TFloats.Create(C3), r, TFloats.Create(C2));
        TFloats high = TFloats.MultiplyAdd(TFloats.Create(C6), square, TFloats.MultiplyAdd(TFloats.Create(C5), r, TFloats.Create(C4)));
        return TFloats.MultiplyAdd(TFloats.MultiplyAdd(high, square, low), square, r);
    }
}
