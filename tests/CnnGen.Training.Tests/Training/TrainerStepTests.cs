using System;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class TrainerStepTests
{
    private static readonly float[] Batch = [.. Enumerable.Range(0, 8 * SoftmaxRegression.InputLength).Select(i => MathF.Sin(i))];
    private static readonly int[] Labels = [0, 1, 2, 0, 1, 2, 0, 1];

    [Fact]
    public void Step_DescendsTheMeanLoss()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        float[] before = network.Parameters["fc.weight"].Value;
        float[] expected = NumericGradient(network, "fc.weight");
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = 8, Optimizer = new Sgd(0.5) });
        double loss = trainer.Step(Batch, Labels);
        float[] after = network.Parameters["fc.weight"].Value;
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(before[i] - (0.5f * expected[i]), after[i], 1e-4f);
        }

        Assert.True(trainer.Step(Batch, Labels) < loss);
        Assert.Equal(2, trainer.StepCount);
    }

    [Fact]
    public void BatchThatFitsNoArray_IsToldWithTheLargest()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => new Trainer<SoftmaxRegression>(network, new TrainerOptions { BatchSize = 1_000_000_000 }));
        Assert.Contains("a batch size of 1000000000 does not work; it goes from 1 to 429496715", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FrozenParameters_StayWhileOthersLearn()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = 8, Optimizer = new Adam(weightDecay: 0.1) });
        float[] bias = network.Parameters["fc.bias"].Value;
        trainer.Step(Batch, Labels);
        Assert.Equal([1, 0.5f, 2, 1, 1], network.Parameters["scale"].Value);
        Assert.NotEqual(bias, network.Parameters["fc.bias"].Value);
    }

    [Fact]
    public void Graph_IsToldSeedAndStep()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = 8, Seed = 77, Threads = 2 });
        for (int step = 0; step < 4; step++)
        {
            trainer.Step(Batch.AsSpan(0, 3 * SoftmaxRegression.InputLength), Labels.AsSpan(0, 3));
        }

        Assert.Equal(77ul, network.LastGraph!.DropoutSeed);
        Assert.Equal(2, network.LastGraph.Threads);
        Assert.Equal((0 + 1 + 2 + 3, 3), network.LastGraph.Seen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void StepsAfterTheFirst_AllocateNothing(int threads)
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> trainer = new(
            network,
            new TrainerOptions { BatchSize = 8, Threads = threads, Schedule = Schedule.Cosine(5).WithWarmup(10) })
        { StepsPerEpoch = 100 };
        Assert.Equal(0, Allocations.OfThisThread(() =>
        {
            trainer.Step(Batch, Labels);
            trainer.Step(Batch.AsSpan(0, SoftmaxRegression.InputLength), Labels.AsSpan(0, 1));
        }));
    }

    [Fact]
    public void LearningRate_FollowsTheSchedule()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> trainer = new(
            network, new TrainerOptions { BatchSize = 8, Optimizer = new Sgd(0.5), Schedule = Schedule.Step(1, 0.1).WithWarmup(2) });
        Assert.Contains("StepsPerEpoch", Assert.Throws<InvalidOperationException>(() => trainer.Step(Batch, Labels)).Message, StringComparison.Ordinal);
        trainer.StepsPerEpoch = 3;
        double[] expected = [0.25, 0.5, 0.5, 0.05, 0.05, 0.05, 0.005];
        foreach (double rate in expected)
        {
            Assert.Equal(rate, trainer.LearningRate, 12);
            trainer.Step(Batch, Labels);
        }
    }

    [Fact]
    public void WrongBatches_AreNamed()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = 2 });
        float[] before = network.Packed.ToArray();
        Assert.Contains("0 labels; a step takes 1 to 2", Thrown([], []), StringComparison.Ordinal);
        Assert.Contains("3 labels; a step takes 1 to 2", Thrown(new float[15], [0, 0, 0]), StringComparison.Ordinal);
        Assert.Contains("9 elements; 2 samples of 5 have 10", Thrown(new float[9], [0, 0]), StringComparison.Ordinal);
        Assert.Contains("sample 1 has label 3; 3 classes have labels 0 to 2", Thrown(new float[10], [0, 3]), StringComparison.Ordinal);
        Assert.Equal(before, network.Packed.ToArray());
        Assert.Equal(0, trainer.StepCount);

        string Thrown(float[] inputs, int[] labels) => Assert.ThrowsAny<ArgumentException>(() => trainer.Step(inputs, labels)).Message;
    }

    [Fact]
    public void DisposedTrainer_SaysSo()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions());
        trainer.Dispose();
        trainer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => trainer.Step(Batch, Labels));
        Assert.Throws<ObjectDisposedException>(() => trainer.Fit(Samples.Clouds(5, 1), null, epochs: 1));
    }

    [Fact]
    public void Options_AreCheckedWhereTheyAreSet()
    {
        Assert.Throws<ArgumentOutOfRangeException>("BatchSize", () => new TrainerOptions { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Threads", () => new TrainerOptions { Threads = 0 });
        Assert.Throws<ArgumentNullException>("Loss", () => new TrainerOptions { Loss = null! });
        Assert.Throws<ArgumentNullException>("Optimizer", () => new TrainerOptions { Optimizer = null! });
        Assert.Throws<ArgumentNullException>("Schedule", () => new TrainerOptions { Schedule = null! });
        TrainerOptions options = new();
        Assert.Equal((64, Environment.ProcessorCount, 0ul), (options.BatchSize, options.Threads, options.Seed));
    }

    /// <summary>Central differences of the mean loss.</summary>
    private static float[] NumericGradient(SoftmaxRegression network, string name)
    {
        const float Difference = 1e-2f;
        float[] value = network.Parameters[name].Value;
        float[] gradient = new float[value.Length];
        for (int i = 0; i < value.Length; i++)
        {
            gradient[i] = (float)((LossWith(value[i] + Difference) - LossWith(value[i] - Difference)) / (2 * Difference));

            double LossWith(float element)
            {
                float[] changed = [.. value];
                changed[i] = element;
                network.Parameters[name].Value = changed;
                float[] outputs = new float[Labels.Length * SoftmaxRegression.OutputLength];
                network.Forward(Batch, outputs);
                return Loss.SoftmaxCrossEntropy.Compute(outputs, Labels, SoftmaxRegression.OutputLength, new float[outputs.Length]);
            }
        }

        network.Parameters[name].Value = value;
        return gradient;
    }
}
