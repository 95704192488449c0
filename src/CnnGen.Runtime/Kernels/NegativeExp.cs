using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen.Runtime;

/// <summary>e^x of numbers that are not positive, or NaN: exactly 1 at 0, and 0 where the result would be subnormal.</summary>
/// <remarks>
/// The one exponential of activations, softmax and losses. Within 1.5e-7 of the true value, relative to it; the same bits at every
/// vector width and on every machine, because multiplications and additions are rounded apart. Method and coefficients: expf of
/// Moshier's Cephes library. .NET 10's own Exp of vectors works in double, which takes longer, and is 1.0000001 at 0; the scalar one is
/// the platform's. This and the functions that use it must be inlined: a call would pass its vectors through memory, which takes four
/// times as long as computing them.
/// </remarks>
internal readonly struct NegativeExp : IUnaryFunction
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
    private const int ExponentBias = 127;
    private const int MantissaBits = 23;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> x) => Of(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => Of(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Invoke(Vector128<float> x) => Of(x);

    /// <summary>e^x of one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(float x) => Of(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>e^x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        Vector512<float> power = Vector512.Round(x * Vector512.Create(Log2E));
        Vector512<float> r = x - (power * Vector512.Create(Ln2High)) - (power * Vector512.Create(Ln2Low));
        Vector512<float> p = (Vector512.Create(C7) * r) + Vector512.Create(C6);
        p = (p * r) + Vector512.Create(C5);
        p = (p * r) + Vector512.Create(C4);
        p = (p * r) + Vector512.Create(C3);
        p = (p * r) + Vector512.Create(C2);
        p = (p * (r * r)) + r + Vector512<float>.One;

        // The plain conversion: what it makes of NaN and of numbers below the lowest does not matter, since p is NaN or the result is 0.
        Vector512<float> scale = (Vector512.ConvertToInt32Native(power) + Vector512.Create(ExponentBias) << MantissaBits).AsSingle();
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(Lowest)), Vector512<float>.Zero, p * scale);
    }

    /// <summary>e^x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> x)
    {
        Vector256<float> power = Vector256.Round(x * Vector256.Create(Log2E));
        Vector256<float> r = x - (power * Vector256.Create(Ln2High)) - (power * Vector256.Create(Ln2Low));
        Vector256<float> p = (Vector256.Create(C7) * r) + Vector256.Create(C6);
        p = (p * r) + Vector256.Create(C5);
        p = (p * r) + Vector256.Create(C4);
        p = (p * r) + Vector256.Create(C3);
        p = (p * r) + Vector256.Create(C2);
        p = (p * (r * r)) + r + Vector256<float>.One;

        // The plain conversion: what it makes of NaN and of numbers below the lowest does not matter, since p is NaN or the result is 0.
        Vector256<float> scale = (Vector256.ConvertToInt32Native(power) + Vector256.Create(ExponentBias) << MantissaBits).AsSingle();
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(Lowest)), Vector256<float>.Zero, p * scale);
    }

    /// <summary>e^x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Of(Vector128<float> x)
    {
        Vector128<float> power = Vector128.Round(x * Vector128.Create(Log2E));
        Vector128<float> r = x - (power * Vector128.Create(Ln2High)) - (power * Vector128.Create(Ln2Low));
        Vector128<float> p = (Vector128.Create(C7) * r) + Vector128.Create(C6);
        p = (p * r) + Vector128.Create(C5);
        p = (p * r) + Vector128.Create(C4);
        p = (p * r) + Vector128.Create(C3);
        p = (p * r) + Vector128.Create(C2);
        p = (p * (r * r)) + r + Vector128<float>.One;

        // The plain conversion: what it makes of NaN and of numbers below the lowest does not matter, since p is NaN or the result is 0.
        Vector128<float> scale = (Vector128.ConvertToInt32Native(power) + Vector128.Create(ExponentBias) << MantissaBits).AsSingle();
        return Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128.Create(Lowest)), Vector128<float>.Zero, p * scale);
    }
}
