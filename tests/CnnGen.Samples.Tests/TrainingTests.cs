using System;
using System.Linq;
using CnnGen.Tests;
using Digits;
using Digits.Synthetic;
using Xunit;

// Allocations of all threads are counted; other tests must not add to them.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace CnnGen.Samples.Tests;

/// <summary>What training a generated network promises: the same bits on any number of threads, and no garbage.</summary>
public sealed class TrainingTests
{
    [Fact]
    public void SameSeed_SameWeights_OnAnyNumberOfThreads()
    {
        Dataset data = SyntheticDigits.Make(500, seed: 4);
        float[][][] weights = new[] { 1, 2, 3 }.Select(threads =>
        {
            using LeNet5 network = LeNet5.Create(7);
            using Trainer<LeNet5> trainer = new(network, Options(new Adam(1e-3), threads));
            trainer.Fit(data, null, epochs: 2);
            return network.Parameters.Select(parameter => parameter.Value.ToArray()).ToArray();
        }).ToArray();
        Assert.All(weights, other => Assert.Equal(weights[0], other));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Step_AllocatesNothing_AfterTheFirst(int threads)
    {
        using LeNet5 network = LeNet5.Create(7);
        using Trainer<LeNet5> trainer = new(network, Options(new Sgd(0.01, momentum: 0.9), threads));
        float[] inputs = new float[32 * LeNet5.InputLength];
        int[] labels = Enumerable.Range(0, 32).Select(i => i % 10).ToArray();
        Assert.Equal(0, Allocations.Of(() => trainer.Step(inputs, labels)));
    }

    [Fact]
    public void LearningRateThatIsTooHigh_EndsFit_WithTheStepAndALayer()
    {
        using LeNet5 network = LeNet5.Create(7);
        using Trainer<LeNet5> trainer = new(network, Options(new Adam(1e10), threads: 2));
        NotFiniteNumberException exception = Assert.Throws<NotFiniteNumberException>(() => trainer.Fit(SyntheticDigits.Make(500, seed: 4), null, epochs: 2));
        Assert.Contains($"stopped at step {trainer.StepCount + 1}, in epoch 1: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(network.Parameters, parameter => exception.Message.Contains($"'{parameter.Name}'", StringComparison.Ordinal));
        Assert.All(network.Parameters, parameter => Assert.All(parameter.Value, weight => Assert.True(float.IsFinite(weight))));
    }

    [Fact]
    public void PixelThatIsNaN_EndsFit_BeforeAnyWeightIs()
    {
        Dataset digits = SyntheticDigits.Make(100, seed: 4);
        float[] pixels = new float[100 * LeNet5.InputLength];
        for (int i = 0; i < 100; i++)
        {
            digits.Read(i, pixels.AsSpan(i * LeNet5.InputLength, LeNet5.InputLength));
        }

        pixels[(57 * LeNet5.InputLength) + 400] = float.NaN;
        InMemoryDataset data = new(pixels, [.. Enumerable.Range(0, 100).Select(digits.Label)]);
        using LeNet5 network = LeNet5.Create(7);
        using Trainer<LeNet5> trainer = new(network, Options(new Adam(1e-3), threads: 2));
        NotFiniteNumberException exception = Assert.Throws<NotFiniteNumberException>(() => trainer.Fit(data, null, epochs: 2));
        Assert.Contains($"stopped at step {trainer.StepCount + 1}, in epoch 1: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("sample 57 of the training set has NaN at element 400", exception.Message, StringComparison.Ordinal);
        Assert.All(network.Parameters, parameter => Assert.All(parameter.Value, weight => Assert.True(float.IsFinite(weight))));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(10_000_000)]
    [InlineData(int.MaxValue)]
    public void BatchThatDoesNotWork_IsToldWithTheLargest(int batchSize)
    {
        using LeNet5 network = LeNet5.Create(7);
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => network.CreateTrainingGraph(batchSize));
        Assert.Equal("batchSize", exception.ParamName);
        Assert.Contains($"a batch size of {batchSize} does not work; it goes from 1 to ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ForwardAndBackward_Again_GiveTheSameGradients(int threads)
    {
        using LeNet5 network = LeNet5.Create(7);
        using TrainingGraph graph = network.CreateTrainingGraph(4);
        graph.Threads = threads;
        float[] x = Enumerable.Range(0, 4 * LeNet5.InputLength).Select(i => MathF.Sin(i)).ToArray();
        float[] dy = Enumerable.Range(0, 4 * LeNet5.OutputLength).Select(i => MathF.Cos(i)).ToArray();
        float[] dx = new float[x.Length];
        graph.Forward(x, new float[dy.Length]);
        graph.Backward(dy, dx);
        float[] first = graph.PackedGradients.ToArray();
        float[] firstInput = (float[])dx.Clone();
        Assert.Contains(first, gradient => gradient != 0);
        Assert.Contains("call Forward before", Assert.Throws<InvalidOperationException>(() => graph.Backward(dy, dx)).Message, StringComparison.Ordinal);
        graph.Forward(x, new float[dy.Length]);
        graph.Backward(dy, dx);
        Assert.Equal(first, graph.PackedGradients.ToArray());
        Assert.Equal(firstInput, dx);
    }

    [Fact]
    public void EmptyBatch_HasNoGradients()
    {
        using LeNet5 network = LeNet5.Create(7);
        using TrainingGraph graph = network.CreateTrainingGraph(4);
        graph.Forward(new float[LeNet5.InputLength], new float[LeNet5.OutputLength]);
        graph.Backward(Enumerable.Repeat(1f, LeNet5.OutputLength).ToArray(), []);
        graph.Forward([], []);
        graph.Backward([], []);
        Assert.All(graph.PackedGradients.ToArray(), gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void SavedWeights_LoadToTheSameOutputs()
    {
        string path = System.IO.Path.GetTempFileName();
        try
        {
            using LeNet5 network = LeNet5.Create(3);
            network.Save(path);
            using LeNet5 loaded = LeNet5.Load(path);
            float[] image = new float[LeNet5.InputLength];
            SyntheticDigits.Draw(1, 1, image);
            float[] expected = new float[LeNet5.OutputLength];
            float[] actual = new float[LeNet5.OutputLength];
            network.Forward(image, expected);
            loaded.Forward(image, actual);
            Assert.Equal(expected, actual);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    private static TrainerOptions Options(Optimizer optimizer, int threads) =>
        new() { BatchSize = 32, Optimizer = optimizer, Schedule = Schedule.Constant, Seed = 5, Threads = threads };
}
