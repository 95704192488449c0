using System;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class MixingTests
{
    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(4)]
    public void Weights_have_the_moments_of_a_beta(double alpha)
    {
        RandomStream random = new(3);
        double[] weights = [.. Enumerable.Range(0, 100_000).Select(_ => BetaDistribution.Draw(alpha, ref random))];
        Assert.All(weights, weight => Assert.InRange(weight, 0, 1));
        Assert.Equal(0.5, weights.Average(), 0.006);
        Assert.Equal(1 / (4 * ((2 * alpha) + 1)), weights.Average(weight => (weight - 0.5) * (weight - 0.5)), 0.003);
    }

    [Fact]
    public void The_smallest_alpha_gives_numbers()
    {
        RandomStream random = new(3);
        double[] weights = [.. Enumerable.Range(0, 1000).Select(_ => BetaDistribution.Draw(1e-3, ref random))];
        Assert.All(weights, weight => Assert.InRange(weight, 0, 1));
        Assert.InRange(weights.Count(weight => weight > 0.5), 440, 560);
    }

    [Fact]
    public void Mixup_weighs_both_samples()
    {
        for (ulong key = 0; key < 50; key++)
        {
            float[] sample = [1, 0, 2];
            RandomStream random = new(key);
            float weight = Mixing.Mixup(1).Mix(sample, [0, 1, 2], [3], ref random);
            Assert.Equal(weight, sample[0], 1e-6f);
            Assert.Equal(1 - weight, sample[1], 1e-6f);
            Assert.Equal(2, sample[2], 1e-6f);
        }
    }

    [Fact]
    public void CutMix_pastes_one_rectangle_and_weighs_by_what_is_left()
    {
        float[] weights = new float[500];
        for (int i = 0; i < weights.Length; i++)
        {
            float[] sample = new float[2 * 80];
            RandomStream random = new((ulong)i);
            weights[i] = Mixing.CutMix().Mix(sample, [.. Enumerable.Repeat(1f, 160)], [2, 8, 10], ref random);
            int pasted = sample[..80].Count(value => value == 1);
            Assert.Equal(sample[..80], sample[80..]);
            int rows = Enumerable.Range(0, 8).Count(y => sample[(y * 10)..((y + 1) * 10)].Contains(1));
            int columns = Enumerable.Range(0, 10).Count(x => Enumerable.Range(0, 8).Any(y => sample[(y * 10) + x] == 1));
            Assert.Equal(rows * columns, pasted);
            Assert.Equal(1 - (pasted / 80f), weights[i], 1e-6f);
        }

        Assert.True(weights.Min() < 0.5 && weights.Max() == 1 && weights.Average() is > 0.6f and < 0.9f);
    }

    [Fact]
    public void What_cannot_be_mixed_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Mixing.Mixup(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Mixing.CutMix(double.NaN));
        RandomStream random = new(1);
        Fails.With<InvalidOperationException>("a sample has the shape 4", () => Mixing.CutMix().Mix(new float[4], new float[4], [4], ref random));
    }
}
