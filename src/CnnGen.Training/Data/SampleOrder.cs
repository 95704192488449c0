using System;

namespace CnnGen;

/// <summary>The order in which an epoch goes through a dataset: a permutation that follows from a seed and the epoch alone.</summary>
/// <remarks>
/// Fisher and Yates' shuffle in Durstenfeld's form (1964) of the dataset's own order, drawn from SplitMix64 (Steele, Lea and Flood
/// 2014), its state begun at mix(mix(seed) + epoch); numbers below a bound by Lemire's method (2019), which has no bias. Integers
/// only, so the order is the same on every machine.
/// </remarks>
internal sealed class SampleOrder(int count)
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    private readonly int[] _order = new int[count];
    private ulong _state;

    /// <summary>The samples' numbers in the order of the last shuffle.</summary>
    public ReadOnlySpan<int> Indices => _order;

    /// <summary>Makes the order of an epoch.</summary>
    /// <param name="seed">The training's seed.</param>
    /// <param name="epoch">The epoch's number over all calls of Fit.</param>
    public void Shuffle(ulong seed, int epoch)
    {
        _state = Mix(unchecked(Mix(seed) + (ulong)epoch));
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        for (int last = _order.Length - 1; last > 0; last--)
        {
            int other = (int)Below((uint)last + 1);
            (_order[last], _order[other]) = (_order[other], _order[last]);
        }
    }

    /// <summary>Uniform in [0, bound).</summary>
    private uint Below(uint bound)
    {
        ulong product = (ulong)NextBits() * bound;
        if ((uint)product < bound)
        {
            uint rejected = unchecked(0u - bound) % bound;
            while ((uint)product < rejected)
            {
                product = (ulong)NextBits() * bound;
            }
        }

        return (uint)(product >> 32);
    }

    private uint NextBits()
    {
        _state = unchecked(_state + GoldenRatio);
        return (uint)(Mix(_state) >> 32);
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
