using System;
using System.Numerics;

namespace CnnGen.Runtime;

/// <summary>Random numbers that are the same on every machine: xoshiro256** of Blackman and Vigna 2018, started by SplitMix64.</summary>
/// <remarks>Uses only operations that IEEE 754 rounds exactly, never the platform's logarithm or cosine.</remarks>
internal struct RandomStream
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spareNormal;
    private bool _hasSpareNormal;

    /// <summary>Starts a stream.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="index">The stream's number, so that the streams of one seed are independent of each other.</param>
    public RandomStream(ulong seed, int index)
    {
        // The seed is mixed before the index is added: seed 1, index 1 must not be seed 2, index 0.
        ulong state = unchecked(Mix(seed) + (ulong)index);
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = unchecked(BitOperations.RotateLeft(_s1 * 5, 7) * 9);
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [-1, 1), a multiple of 2^-52.</summary>
    public double NextSigned() => ((NextBits() >> 11) * (1.0 / (1L << 52))) - 1.0;

    /// <summary>Normal with mean 0 and variance 1, by Marsaglia's polar form of the Box-Muller method.</summary>
    public double NextNormal()
    {
        if (_hasSpareNormal)
        {
            _hasSpareNormal = false;
            return _spareNormal;
        }

        double x;
        double y;
        double square;
        do
        {
            x = NextSigned();
            y = NextSigned();
            square = (x * x) + (y * y);
        }
        while (square is >= 1.0 or 0.0);

        double scale = Math.Sqrt(-2.0 * Log(square) / square);
        _spareNormal = y * scale;
        _hasSpareNormal = true;
        return x * scale;
    }

    /// <summary>The natural logarithm of a normal positive number, to about 2^-50, by the same arithmetic everywhere.</summary>
    internal static double Log(double value)
    {
        const double Ln2 = 0.69314718055994530942;
        const long MantissaBits = (1L << 52) - 1;
        const long One = 1023L << 52;

        // value = mantissa * 2^exponent, the mantissa in [sqrt(1/2), sqrt(2)), where the series converges fastest.
        long bits = BitConverter.DoubleToInt64Bits(value);
        long exponent = (bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & MantissaBits) | One);
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // ln m = 2 artanh((m - 1) / (m + 1)) = 2 (t + t^3/3 + t^5/5 + ...), |t| <= 0.172.
        double t = (mantissa - 1.0) / (mantissa + 1.0);
        double square = t * t;
        double sum = 0.0;
        for (int power = 23; power >= 1; power -= 2)
        {
            sum = (sum * square) + (1.0 / power);
        }

        return (exponent * Ln2) + (2.0 * t * sum);
    }

    private static ulong SplitMix(ref ulong state)
    {
        state = unchecked(state + 0x9E3779B97F4A7C15);
        return Mix(state);
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
