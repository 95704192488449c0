using System;

namespace Samples;

/// <summary>A generator of random numbers whose sequence is fixed by its seed on every machine: SplitMix64.</summary>
/// <remarks>Steele, Lea and Flood 2014, "Fast Splittable Pseudorandom Number Generators".</remarks>
public struct Randomness(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The numbers of one of many samples, which follow from the seed and the index alone.</summary>
    public static Randomness Of(ulong seed, int index) => new(new Randomness(seed).Next() ^ ((ulong)index * 0xD1342543DE82EF95));

    /// <summary>A uniform number in [low, high).</summary>
    public float Uniform(float low, float high) => low + ((high - low) * ((Next() >> 40) * (1f / (1 << 24))));

    /// <summary>A whole number in [0, count).</summary>
    public int Whole(int count) => (int)(Next() % (ulong)count);

    /// <summary>Roughly normal, of the given standard deviation: the sum of four uniform numbers.</summary>
    public float Normal(float deviation) =>
        (Uniform(-1, 1) + Uniform(-1, 1) + Uniform(-1, 1) + Uniform(-1, 1)) * MathF.Sqrt(0.75f) * deviation;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong value = _state;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
