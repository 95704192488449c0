using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class SampleOrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void EveryOrder_IsAPermutation(int count)
    {
        SampleOrder order = new(count);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            order.Shuffle(7, epoch);
            Assert.Equal(Enumerable.Range(0, count), order.Indices.ToArray().Order());
        }
    }

    [Fact]
    public void SeedAndEpoch_DecideAlone()
    {
        Assert.Equal(Order(1, 5, before: 0), Order(1, 5, before: 3));
        Assert.NotEqual(Order(1, 5), Order(1, 6));
        Assert.NotEqual(Order(1, 5), Order(2, 5));
        Assert.NotEqual(Order(1, 1), Order(2, 0));
    }

    [Fact]
    public void Order_IsTheDocumentedOne()
    {
        // Pinned, from another implementation of the remarks: another order would change what a seed means.
        SampleOrder order = new(10);
        order.Shuffle(1, 0);
        Assert.Equal("5 6 1 8 7 4 3 9 0 2", string.Join(' ', order.Indices.ToArray()));
    }

    [Fact]
    public void EveryPermutation_IsAsLikely()
    {
        SampleOrder order = new(4);
        Dictionary<string, int> counts = [];
        const int Draws = 24_000;
        for (int epoch = 0; epoch < Draws; epoch++)
        {
            order.Shuffle(3, epoch);
            string key = string.Join(' ', order.Indices.ToArray());
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        // 24 permutations, 1,000 of each expected; chi squared with 23 degrees of freedom is below 50 with probability 0.999.
        Assert.Equal(24, counts.Count);
        Assert.InRange(counts.Values.Sum(count => (count - 1000.0) * (count - 1000.0) / 1000), 0, 50);
    }

    private static int[] Order(ulong seed, int epoch, int before = 0)
    {
        SampleOrder order = new(50);
        order.Shuffle(9, before);
        order.Shuffle(seed, epoch);
        return order.Indices.ToArray();
    }
}
