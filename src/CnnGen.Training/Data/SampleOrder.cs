using System;

namespace CnnGen;

/// <summary>The order in which an epoch goes through a dataset: a permutation that follows from a seed and the epoch alone.</summary>
/// <remarks>
/// Fisher and Yates' shuffle in Durstenfeld's form (1964) of the dataset's own order, drawn from a <see cref="RandomStream"/>. Integers
/// only, so the order is the same on every machine.
/// </remarks>
internal sealed class SampleOrder(int count)
{
    private readonly int[] _order = new int[count];

    /// <summary>The samples' numbers in the order of the last shuffle.</summary>
    public ReadOnlySpan<int> Indices => _order;

    /// <summary>Makes the order of an epoch.</summary>
    /// <param name="seed">The training's seed.</param>
    /// <param name="epoch">The epoch's number over all calls of Fit.</param>
    public void Shuffle(ulong seed, int epoch)
    {
        RandomStream random = new(RandomStream.Mix(seed, (ulong)epoch));
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        for (int last = _order.Length - 1; last > 0; last--)
        {
            int other = random.Below(last + 1);
            (_order[last], _order[other]) = (_order[other], _order[last]);
        }
    }
}
