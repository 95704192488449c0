using System;

namespace CnnGen;

/// <summary>Random numbers that follow from a key alone, the same on every machine. A value: a copy goes its own way from where it was made.</summary>
/// <remarks>SplitMix64: Steele, Lea and Flood 2014, "Fast Splittable Pseudorandom Number Generators".</remarks>
public struct RandomStream
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;
    private const double FractionScale = 1.0 / (1L << 53);

    private ulong _state;

    /// <summary>Begins a stream.</summary>
    /// <param name="key">Any number. Keys that are counted one after the other belong through <see cref="Mix(ulong, ulong)"/> first.</param>
    public RandomStream(ulong key) => _state = key;

    /// <summary>A number that follows from two: streams with such keys are independent, also where one of the two is merely counted.</summary>
    /// <param name="key">Any number.</param>
    /// <param name="index">Any number.</param>
    public static ulong Mix(ulong key, ulong index) => Mix(unchecked(Mix(key) + index));

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        _state = unchecked(_state + GoldenRatio);
        return Mix(_state);
    }

    /// <summary>Uniform in [0, <paramref name="bound"/>), without bias: Lemire 2019, "Fast Random Integer Generation in an Interval".</summary>
    /// <param name="bound">Above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is zero or less.</exception>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        uint values = (uint)bound;
        ulong product = Word() * values;
        if ((uint)product < values)
        {
            uint rejected = unchecked(0u - values) % values;
            while ((uint)product < rejected)
            {
                product = Word() * values;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>Uniform in [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => (NextBits() >> 11) * FractionScale;

    /// <summary>Uniform in [<paramref name="from"/>, <paramref name="to"/>).</summary>
    /// <param name="from">The least number.</param>
    /// <param name="to">The bound above.</param>
    public double Between(double from, double to) => from + ((to - from) * NextDouble());

    /// <summary>True with a probability.</summary>
    /// <param name="probability">In [0, 1].</param>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>Normal with mean 0 and standard deviation 1: Marsaglia and Bray 1964, the polar method; the second number of a pair is left.</summary>
    public double NextNormal() => NextNormals().First;

    /// <summary>Two independent numbers, each normal with mean 0 and standard deviation 1.</summary>
    internal (double First, double Second) NextNormals()
    {
        double x;
        double y;
        double square;
        do
        {
            x = Between(-1, 1);
            y = Between(-1, 1);
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);
        double radius = Math.Sqrt(-2 * Math.Log(square) / square);
        return (x * radius, y * radius);
    }

    /// <summary>SplitMix64's finalizer.</summary>
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }

    private ulong Word() => NextBits() >> 32;
}
