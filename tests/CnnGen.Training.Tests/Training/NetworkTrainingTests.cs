using System;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

/// <summary>Training of networks that the generator compiled: several outputs, statistics of batches, dropout, maps.</summary>
public sealed class NetworkTrainingTests
{
    private static readonly InMemoryDataset Train = Random(50, seed: 1);
    private static readonly InMemoryDataset Validation = Random(20, seed: 2);

    [Fact]
    public void FurtherOutputs_AddTheirWeightedLoss()
    {
        const int Samples = 6;
        const float Weight = 0.3f;
        float[] inputs = new float[Samples * TwoHeads.InputLength];
        int[] labels = new int[Samples];
        for (int i = 0; i < Samples; i++)
        {
            Train.Read(i, inputs.AsSpan(i * TwoHeads.InputLength, TwoHeads.InputLength));
            labels[i] = Train.Label(i);
        }

        using TwoHeads expected = TwoHeads.Create(1);
        using TrainingGraph graph = expected.CreateTrainingGraph(Samples);
        float[] own = new float[Samples * 3];
        float[] aux = new float[Samples * 3];
        graph.DropoutSeed = 5;
        graph.Forward(inputs, own, aux);
        double loss = Loss.SoftmaxCrossEntropy.Compute(own, labels, 3, own) + (Weight * Loss.Hinge.Compute(aux, labels, 3, aux));
        graph.Backward(own, [], aux.Select(static slope => slope * Weight).ToArray());
        new Sgd(0.1).CreateState(graph.PackedWeights.Length).Step(graph.PackedWeights, graph.PackedGradients, graph.Segments, 0.1);

        using TwoHeads network = TwoHeads.Create(1);
        TrainerOptions options = new() { BatchSize = Samples, Optimizer = new Sgd(0.1), Seed = 5, OutputLosses = [new OutputLoss("aux", Loss.Hinge, Weight)] };
        using Trainer<TwoHeads> trainer = new(network, options);
        Assert.Equal(loss, trainer.Step(inputs, labels), 6);
        foreach (Parameter parameter in expected.Parameters)
        {
            float[] trained = network.Parameters[parameter.Name].Value;
            Assert.All(parameter.Value.Zip(trained), static pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        }
    }

    /// <summary>Steps are by what the network's own Forward computes, and what BatchNorm has learnt of samples stays.</summary>
    [Theory]
    [InlineData(GraphMode.Evaluation, true)]
    [InlineData(GraphMode.Training, false)]
    public void Mode_IsTheGraphs(GraphMode mode, bool isForwards)
    {
        using TwoHeads network = TwoHeads.Create(1);
        float[] mean = network.Parameters["bn1.running_mean"].Value;
        float[] weight = network.Parameters["conv1.weight"].Value;
        double loss = Evaluator.Evaluate(network, Train).Loss;
        using Trainer<TwoHeads> trainer = new(network, new TrainerOptions { BatchSize = Train.Count, Mode = mode });
        Assert.Equal(isForwards, Math.Abs(loss - trainer.Fit(Train, null, 1).Epochs[0].TrainLoss) < 1e-6);
        Assert.Equal(isForwards, network.Parameters["bn1.running_mean"].Value.SequenceEqual(mean));
        Assert.NotEqual<float>(weight, network.Parameters["conv1.weight"].Value);
    }

    /// <summary>Without a loss of its own a head is not trained, and nothing of it reaches the trunk.</summary>
    [Fact]
    public void OutputsWithoutLoss_AreNotTrained()
    {
        using TwoHeads network = TwoHeads.Create(1);
        float[] head = network.Parameters["fc1.weight"].Value;
        using Trainer<TwoHeads> trainer = new(network, new TrainerOptions { BatchSize = 10 });
        trainer.Fit(Train, null, 1);
        Assert.Equal<float>(head, network.Parameters["fc1.weight"].Value);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    public void Resumed_OnOtherThreads_ItHasTheSameBits(int threads, int threadsLater)
    {
        using TemporaryFolder folder = new();
        string path = folder["run.safetensors"];
        byte[] expected = WeightsAfter(Options(threads, null), 3);
        int steps = 0;
        TrainerOptions killed = Options(threads, new CheckpointOptions(path) { EverySteps = 2 }, _ =>
        {
            if (++steps == 8)
            {
                throw new TimeoutException();
            }
        });
        Assert.Throws<TimeoutException>(() => WeightsAfter(killed, 3));
        Assert.Equal(expected, WeightsAfter(Options(threadsLater, new CheckpointOptions(path) { Resume = true }), 3));

        static TrainerOptions Options(int threads, CheckpointOptions? checkpoints, Action<TrainingProgress>? onStep = null) => new()
        {
            BatchSize = 6,
            AccumulatedBatches = 2,
            Optimizer = new Adam(0.01),
            OutputLosses = [new OutputLoss("aux", Loss.SoftmaxCrossEntropy, 0.3)],
            Seed = 9,
            Threads = threads,
            Checkpoints = checkpoints,
            OnStep = onStep,
        };
    }

    /// <summary>Each batch of a step has masks of its own: two batches of the same samples are not one batch twice.</summary>
    [Fact]
    public void AccumulatedBatches_HaveTheirOwnDropout()
    {
        byte[] apart = WeightsAfter(new TrainerOptions { BatchSize = 5, AccumulatedBatches = 2, Optimizer = new Sgd(0.1) }, 1);
        byte[] together = WeightsAfter(new TrainerOptions { BatchSize = 10, Optimizer = new Sgd(0.1) }, 1);
        Assert.NotEqual(apart, together);
    }

    [Fact]
    public void ClassesOfPixels_AreLearnt()
    {
        const int Count = 24;
        System.Random random = new(1);
        float[] samples = [.. Enumerable.Range(0, Count * PixelClasses.InputLength).Select(_ => (float)random.NextDouble())];
        int[] labels = [.. samples.Select(static (pixel, i) => i % 7 == 0 ? 255 : pixel < 0.33 ? 0 : pixel < 0.66 ? 1 : 2)];
        TargetedDataset dataset = new(Count, samples, labels);
        using PixelClasses network = PixelClasses.Create(1);
        TrainerOptions options = new() { BatchSize = 8, Optimizer = new Adam(0.02), Loss = Loss.SoftmaxCrossEntropy with { IgnoredLabel = 255 } };
        using Trainer<PixelClasses> trainer = new(network, options);
        TrainingReport report = trainer.Fit(dataset, null, 150);
        Assert.InRange(report.Epochs[^1].TrainAccuracy, 0.9, 1);

        TrainerOptions strict = new() { BatchSize = 8 };
        using Trainer<PixelClasses> refusing = new(network, strict);
        Assert.Contains("label 255", Assert.Throws<ArgumentOutOfRangeException>(() => refusing.Fit(dataset, null, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("one label a sample", Assert.Throws<ArgumentException>(() => refusing.Fit(new InMemoryDataset(samples, new int[Count]), null, 1)).Message, StringComparison.Ordinal);
    }

    private static byte[] WeightsAfter(TrainerOptions options, int epochs)
    {
        using TwoHeads network = TwoHeads.Create(1);
        using Trainer<TwoHeads> trainer = new(network, options);
        trainer.Fit(Train, Validation, epochs);
        using TemporaryFolder folder = new();
        network.Save(folder["weights"]);
        return System.IO.File.ReadAllBytes(folder["weights"]);
    }

    private static InMemoryDataset Random(int count, int seed)
    {
        System.Random random = new(seed);
        float[] samples = [.. Enumerable.Range(0, count * TwoHeads.InputLength).Select(_ => (float)random.NextDouble())];
        return new InMemoryDataset(samples, [.. Enumerable.Range(0, count).Select(_ => random.Next(3))]);
    }
}
