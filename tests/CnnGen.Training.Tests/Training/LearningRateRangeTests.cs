using System;
using System.Linq;
using System.Threading;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class LearningRateRangeTests
{
    private static readonly InMemoryDataset Train = Samples.Clouds(200, seed: 3);

    [Fact]
    public void Rates_RiseByTheSameFactor_UntilTheLossExplodes()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        float[] before = network.Packed.ToArray();
        TrainerOptions options = new() { BatchSize = 16, Optimizer = new Sgd(0.3) };
        LearningRateRange range = LearningRateRange.Test(network, options, Train, 1e-3, 1e6, 100);
        Assert.Equal(before, network.Packed.ToArray());
        Assert.InRange(range.Points.Count, 20, 99);
        Assert.Equal(1e-3, range.Points[0].LearningRate, 12);
        double factor = Math.Pow(1e9, 1 / 99.0);
        for (int i = 1; i < range.Points.Count; i++)
        {
            Assert.Equal(factor, range.Points[i].LearningRate / range.Points[i - 1].LearningRate, 9);
        }

        Assert.True(range.Points[^1].SmoothedLoss > 4 * range.Points.Min(static point => point.SmoothedLoss));
        Assert.True(range.Steepest < range.Lowest);
        Assert.Equal(range.Points[0].Loss, range.Points[0].SmoothedLoss, 12);
        Assert.Contains("falls fastest at", range.ToString(), StringComparison.Ordinal);

        // A rate that the test names trains well.
        using Trainer<SoftmaxRegression> trainer = new(network, options with { Optimizer = new Sgd(range.Steepest) });
        Assert.InRange(trainer.Fit(Train, null, 5).Epochs[^1].TrainAccuracy, 0.9, 1);
    }

    [Fact]
    public void Divergence_EndsTheRange()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        LearningRateRange range = LearningRateRange.Test(network, new TrainerOptions { BatchSize = 200 }, Train, 1e30, 3e38, 5);
        Assert.NotEmpty(range.Points);
        Assert.All(network.Packed.ToArray(), static weight => Assert.InRange(weight, -3, 3));
    }

    [Fact]
    public void Cancelled_ItLeavesTheNetwork()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        float[] before = network.Packed.ToArray();
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => LearningRateRange.Test(network, new TrainerOptions(), Train, cancellationToken: source.Token));
        Assert.Equal(before, network.Packed.ToArray());
    }

    [Fact]
    public void WrongNumbers_AreRefused()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        Assert.Throws<ArgumentOutOfRangeException>("from", () => LearningRateRange.Test(network, new TrainerOptions(), Train, from: 0));
        Assert.Throws<ArgumentOutOfRangeException>("to", () => LearningRateRange.Test(network, new TrainerOptions(), Train, from: 1, to: 1));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => LearningRateRange.Test(network, new TrainerOptions(), Train, steps: 1));
        Assert.Throws<ArgumentOutOfRangeException>("options", () => LearningRateRange.Test(network, new TrainerOptions { Optimizer = new Sgd(0) }, Train));
    }
}
