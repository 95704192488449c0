using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen.Runtime;

/// <summary>e^x of numbers that are not positive, or NaN: exactly 1 at 0, and 0 where the result would be subnormal.</summary>
/// <remarks>
/// Cephes' expf. .NET 10's own Exp of vectors works in double, which takes longer, and is 1.0000001 at 0. This and the functions that
/// use it must be inlined: a call would pass its vectors through memory, which takes four times as long as computing them.
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
    private const int ExponentBias = 127;
    private const int MantissaBits = 23;

    /// <summary>e^x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        Vector512<float> power = Vector512.Round(x * Vector512.Create(Log2E));
        Vector512<float> r = Vector512.MultiplyAddEstimate(power, Vector512.Create(-Ln2Low), Vector512.MultiplyAddEstimate(power, Vector512.Create(-Ln2High), x));
        Vector512<float> p = Vector512.MultiplyAddEstimate(Vector512.Create(C7), r, Vector512.Create(C6));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(C5));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(C4));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(C3));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(C2));
        p = Vector512.MultiplyAddEstimate(p, r * r, r) + Vector512<float>.One;

        // The plain conversion: what it makes of NaN and of numbers below the lowest does not matter, since p is NaN or the result is 0.
        Vector512<float> scale = (Vector512.ConvertToInt32Native(power) + Vector512.Create(ExponentBias) << MantissaBits).AsSingle();
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(Lowest)), Vector512<float>.Zero, p * scale);
    }

    /// <summary>e^x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> x)
    {
        Vector256<float> power = Vector256.Round(x * Vector256.Create(Log2E));
        Vector256<float> r = Vector256.MultiplyAddEstimate(power, Vector256.Create(-Ln2Low), Vector256.MultiplyAddEstimate(power, Vector256.Create(-Ln2High), x));
        Vector256<float> p = Vector256.MultiplyAddEstimate(Vector256.Create(C7), r, Vector256.Create(C6));
        p = Vector256.MultiplyAddEstimate(p, r, Vector256.Create(C5));
        p = Vector256.MultiplyAddEstimate(p, r, Vector256.Create(C4));
        p = Vector256.MultiplyAddEstimate(p, r, Vector256.Create(C3));
        p = Vector256.MultiplyAddEstimate(p, r, Vector256.Create(C2));
        p = Vector256.MultiplyAddEstimate(p, r * r, r) + Vector256<float>.One;

        // The plain conversion: what it makes of NaN and of numbers below the lowest does not matter, since p is NaN or the result is 0.
        Vector256<float> scale = (Vector256.ConvertToInt32Native(power) + Vector256.Create(ExponentBias) << MantissaBits).AsSingle();
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(Lowest)), Vector256<float>.Zero, p * scale);
    }

    /// <summary>e^x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Of(Vector128<float> x)
    {
        Vector128<float> power = Vector128.Round(x * Vector128.Create(Log2E));
        Vector128<float> r = Vector128.MultiplyAddEstimate(power, Vector128.Create(-Ln2Low), Vector128.MultiplyAddEstimate(power, Vector128.Create(-Ln2High), x));
        Vector128<float> p = Vector128.MultiplyAddEstimate(Vector128.Create(C7), r, Vector128.Create(C6));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128.Create(C5));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128.Create(C4));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128.Create(C3));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128.Create(C2));
        p = Vector128.MultiplyAddEstimate(p, r * r, r) + Vector128<float>.One;

        // The plain conversion: what it makes of NaN and of numbers below the lowest does not matter, since p is NaN or the result is 0.
        Vector128<float> scale = (Vector128.ConvertToInt32Native(power) + Vector128.Create(ExponentBias) << MantissaBits).AsSingle();
        return Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128.Create(Lowest)), Vector128<float>.Zero, p * scale);
    }
}
