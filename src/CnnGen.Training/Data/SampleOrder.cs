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
        Permute(_order, ref random);
    }

    /// <summary>Writes the numbers from 0 on in a random order.</summary>
    /// <param name="order">Receives them.</param>
    /// <param name="random">What the order is drawn from.</param>
    public static void Permute(Span<int> order, ref RandomStream random)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Shuffle(order, ref random);
    }

    /// <summary>Puts numbers in a random order.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="random">What the order is drawn from.</param>
    public static void Shuffle(Span<int> numbers, ref RandomStream random)
    {
        for (int last = numbers.Length - 1; last > 0; last--)
        {
            int other = random.Below(last + 1);
            (numbers[last], numbers[other]) = (numbers[other], numbers[last]);
        }
    }
}
