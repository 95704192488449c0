using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>The exponential of numbers that are not positive, the same bits on every machine.</summary>
/// <remarks>
/// Within 2e-7 of the true value, relative to it, wherever that is a normal number and the argument at least -87; below it gives 0.
/// .NET's own vector exponential gives 1.0000001 for 0, and with it a loss above zero for a perfect answer; the platform's scalar one
/// differs between platforms. Method and coefficients: expf of Moshier's Cephes library.
/// </remarks>
internal static class Exponential
{
    // Below it the result would not be a normal number; it becomes 0.
    private const float Lowest = -87;
    private const int ExponentBias = 127;
    private const int MantissaBits = 23;

    /// <summary>x = e^x</summary>
    /// <param name="values">Numbers that are not positive, or NaN.</param>
    public static void Apply(Span<float> values)
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (ref Vector<float> vector in vectors)
        {
            vector = Of(vector);
        }

        Span<float> rest = values[(vectors.Length * Vector<float>.Count)..];
        if (!rest.IsEmpty)
        {
            Span<float> padded = stackalloc float[Vector<float>.Count];
            padded.Clear();
            rest.CopyTo(padded);
            Of(new Vector<float>(padded)).CopyTo(padded);
            padded[..rest.Length].CopyTo(rest);
        }
    }

    private static Vector<float> Of(Vector<float> x)
    {
        // x = power * ln 2 + r with |r| <= ln 2 / 2. The first part of ln 2 has few bits, so that its product is exact.
        Vector<float> power = Vector.Round(x * 1.44269504088896341f);
        Vector<float> r = x - (power * 0.693359375f) - (power * -2.12194440e-4f);
        Vector<float> p = new Vector<float>(1.9875691500e-4f);
        p = (p * r) + new Vector<float>(1.3981999507e-3f);
        p = (p * r) + new Vector<float>(8.3334519073e-3f);
        p = (p * r) + new Vector<float>(4.1665795894e-2f);
        p = (p * r) + new Vector<float>(1.6666665459e-1f);
        p = (p * r) + new Vector<float>(5.0000001201e-1f);
        p = (p * r * r) + r + Vector<float>.One;

        // The plain conversion: what it makes of NaN and of numbers out of range does not matter, since p is NaN or the result is 0.
        Vector<int> exponent = Vector.ConvertToInt32Native(power) + new Vector<int>(ExponentBias);
        Vector<float> scale = Vector.AsVectorSingle(exponent << MantissaBits);
        return Vector.ConditionalSelect(Vector.LessThan(x, new Vector<float>(Lowest)), Vector<float>.Zero, p * scale);
    }
}
