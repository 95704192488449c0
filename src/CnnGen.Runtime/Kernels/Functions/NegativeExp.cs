using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>e^x of numbers that are not positive, or NaN: exactly 1 at 0, and 0 where the result would be subnormal.</summary>
/// <remarks>
/// The one exponential of activations, softmax and losses. Within 1.5e-7 of the true value, relative to it; the same bits at every
/// vector width and on every machine, because multiplications and additions are rounded apart. Method and coefficients: expf of
/// Moshier's Cephes library. .NET 10's own Exp of vectors works in double, which takes longer, and is 1.0000001 at 0; the scalar one is
/// the platform's. This and the functions that use it must be inlined: a call would pass its vectors through memory, which takes four
/// times as long as computing them.
/// </remarks>
internal static class NegativeExp
{
    // e^x is the smallest normal number there.
    private const float Lowest = -87.33654f;
    private const float Log2E = 1.44269504088896341f;

    // ln 2 in two parts: the first has few bits, so that its product with a power is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float C2 = 5.0000001201e-1f;
    private const float C3 = 1.6666665459e-1f;
    private const float C4 = 4.1665795894e-2f;
    private const float C5 = 8.3334519073e-3f;
    private const float C6 = 1.3981999507e-3f;
    private const float C7 = 1.9875691500e-4f;

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
        return TFloats.Select(TFloats.Less(x, TFloats.Create(Lowest)), TFloats.Create(0), (rest + TFloats.Create(1)) * scale);
    }

    /// <summary>e^x - 1, as exact near zero as elsewhere; x has a sign or is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats MinusOne<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats rest = Reduce(x, out TFloats scale);
        TFloats one = TFloats.Create(1);
        return TFloats.Select(TFloats.Less(x, TFloats.Create(Lowest)), -one, (rest * scale) + (scale - one));
    }

    /// <summary>e^x = (1 + what is returned) * scale, a power of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloats Reduce<TFloats>(TFloats x, out TFloats scale)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats power = TFloats.Round(x * TFloats.Create(Log2E));
        TFloats r = x - (power * TFloats.Create(Ln2High)) - (power * TFloats.Create(Ln2Low));
        TFloats p = (TFloats.Create(C7) * r) + TFloats.Create(C6);
        p = (p * r) + TFloats.Create(C5);
        p = (p * r) + TFloats.Create(C4);
        p = (p * r) + TFloats.Create(C3);
        p = (p * r) + TFloats.Create(C2);
        scale = TFloats.PowerOfTwo(power);
        return (p * (r * r)) + r;
    }
}
