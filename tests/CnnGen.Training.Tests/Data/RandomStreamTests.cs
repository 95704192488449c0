using System;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void Bits_are_those_of_SplitMix64()
    {
        // The reference implementation's first numbers for the state 1234567.
        RandomStream random = new(1234567);
        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423], new[] { random.NextBits(), random.NextBits(), random.NextBits() });
    }

    [Fact]
    public void Keys_that_are_counted_give_streams_of_their_own() =>
        Assert.Equal(10_000, Enumerable.Range(0, 100).SelectMany(static a => Enumerable.Range(0, 100), static (a, b) => RandomStream.Mix((ulong)a, (ulong)b)).Distinct().Count());

    [Fact]
    public void Numbers_below_a_bound_come_equally_often()
    {
        RandomStream random = new(5);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
        {
            counts[random.Below(7)]++;
        }

        Assert.All(counts, static count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Normals_have_the_moments_of_a_normal()
    {
        RandomStream random = new(11);
        double[] normals = [.. Enumerable.Range(0, 200_000).Select(_ => random.NextNormal())];
        Assert.InRange(normals.Average(), -0.01, 0.01);
        Assert.InRange(normals.Average(static x => x * x), 0.98, 1.02);
        Assert.InRange(normals.Average(static x => Math.Pow(x, 4)), 2.9, 3.1);
        Assert.InRange(normals.Count(static x => x > 1.96) / 200_000.0, 0.024, 0.026);
    }

    [Fact]
    public void A_bound_of_zero_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(static () => new RandomStream(1).Below(0));
}
