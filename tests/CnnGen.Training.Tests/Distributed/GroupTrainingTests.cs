using System;
using System.IO;
using System.Linq;
using System.Threading;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

/// <summary>Training by several processes, which are threads here: what comes of it is what one process gets.</summary>
public sealed class GroupTrainingTests
{
    // A handful of steps: each adds up the same numbers in another order, and the optimizer's step takes the difference on.
    private const float Tolerance = 2e-5f;

    private static readonly InMemoryDataset Train = Random(50, seed: 1);
    private static readonly InMemoryDataset Validation = Random(150, seed: 2);

    private static readonly Func<TrainerOptions, TrainerOptions>[] Variants =
    [
        static options => options,
        static options => options with { AccumulatedBatches = 2, ClipNorm = 0.1 },
        static options => options with { Mixing = Mixing.Mixup(0.4), ReaderThreads = 2, ClipValue = 0.01 },
        static options => options with { Loss = Loss.SoftmaxCrossEntropy with { ClassWeights = [1, 3, 0.5f], LabelSmoothing = 0.1 }, Average = WeightAverage.Exponential(0.9) },
        static options => options with { ParameterGroups = [new ParameterGroup(static p => p.Name.StartsWith("conv", StringComparison.Ordinal)) { Frozen = true }], Optimizer = new Sgd(0.1, momentum: 0.9) },
    ];

    public static TheoryData<int, int> Groups()
    {
        TheoryData<int, int> groups = [];
        for (int variant = 0; variant < Variants.Length; variant++)
        {
            for (int size = 1; size <= 4; size++)
            {
                groups.Add(variant, size);
            }
        }

        return groups;
    }

    /// <summary>50 samples in batches of 8: the last one has 2, which leaves processes without any.</summary>
    [Theory]
    [MemberData(nameof(Groups))]
    public void Weights_AreThoseOfOneProcess(int variant, int size)
    {
        Trained expected = Fit(Variants[variant](Options()));
        Trained[] all = InGroup(size, Variants[variant]);
        Assert.All(all, one => Assert.Equal(all[0].Weights, one.Weights));
        Assert.All(expected.Weights.Zip(all[0].Weights), static pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        Assert.All(all, one => Assert.All(expected.Report.Epochs.Zip(one.Report.Epochs), static pair =>
        {
            Assert.Equal(pair.First.TrainLoss, pair.Second.TrainLoss, 1e-4);
            Assert.Equal(pair.First.ValidationLoss!.Value, pair.Second.ValidationLoss!.Value, 1e-4);
            Assert.Equal(pair.First.TrainAccuracy, pair.Second.TrainAccuracy, 0.021);
        }));
        Assert.Equal(size == 1, expected.Weights.SequenceEqual(all[0].Weights));
    }

    /// <summary>Whatever the number of threads and the size of what is exchanged at once, and each time.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void SameSize_GivesTheSameBits(int size)
    {
        float[] expected = InGroup(size, static options => options)[0].Weights;
        Assert.Equal(expected, InGroup(size, static options => options with { Threads = 1 })[0].Weights);
        Assert.Equal(expected, InGroup(size, static options => options with { Threads = 5 }, bucketBytes: 4096)[0].Weights);
        Assert.Equal(expected, InGroup(size, static options => options with { Threads = 2, ReaderThreads = 0 }, bucketBytes: 1 << 22)[0].Weights);
    }

    /// <summary>A BatchNorm normalises by each process's part; its running estimates are the mean of all, and the count of batches is one.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void RunningEstimates_AreAveraged(int size)
    {
        float[][] all = ThreadGroup.Run(size, group =>
        {
            using TwoHeads network = TwoHeads.Create((ulong)group.Rank);
            using Trainer<TwoHeads> trainer = new(network, Options() with { Group = group, Threads = group.Rank + 1 });
            trainer.Fit(Train, Validation, 2);
            Assert.Equal(2 * trainer.StepsPerEpoch, network.Parameters["bn1.num_batches_tracked"].Value[0]);
            return network.Parameters.SelectMany(static parameter => parameter.Value.ToArray()).ToArray();
        });
        Assert.All(all, one => Assert.Equal(all[0], one));
        Assert.All(all[0], static weight => Assert.True(float.IsFinite(weight)));
    }

    [Fact]
    public void Evaluation_IsSharedAndHasTheSameBits()
    {
        using PlainNetwork network = PlainNetwork.Create(1);
        Evaluation expected = Evaluator.Evaluate(network, Validation, threads: 1);
        ThreadGroup.Run(3, group =>
        {
            using PlainNetwork own = PlainNetwork.Create(1);
            Evaluation evaluation = Evaluator.Evaluate(own, Validation, 2, null, group, CancellationToken.None);
            Assert.Equal(expected.Loss, evaluation.Loss);
            Assert.Equal(expected.ToTable(), evaluation.ToTable());
            Assert.Equal(expected.Predictions, evaluation.Predictions);
            Assert.Equal(expected.Ranks, evaluation.Ranks);
            Assert.Equal(expected.Confidences, evaluation.Confidences);
            return 0;
        });
    }

    /// <summary>Process 0 writes and reads: the file of another one is not looked at.</summary>
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void Resumed_OnOtherThreads_ItHasTheSameBits(int threads, int threadsLater)
    {
        using TemporaryFolder folder = new();
        float[] expected = InGroup(2, static options => options)[0].Weights;
        Exception?[] faults = ThreadGroup.Faults(2, group => Fit(Options() with
        {
            Group = group,
            Threads = threads,
            Checkpoints = Checkpoints(group),
            OnStep = progress => FailIf(progress.TotalSteps == 10),
        }));
        Assert.All(faults, Assert.NotNull);
        Assert.False(File.Exists(folder["1"]));
        Assert.All(
            ThreadGroup.Run(2, group => Fit(Options() with { Group = group, Threads = threadsLater, Checkpoints = Checkpoints(group) }).Weights),
            weights => Assert.Equal(expected, weights));

        CheckpointOptions Checkpoints(ProcessGroup group) => new(folder[group.Rank.ToString(System.Globalization.CultureInfo.InvariantCulture)]) { EverySteps = 3, Resume = true };
    }

    /// <summary>Another number of processes adds up in another order, and is no other training.</summary>
    [Theory]
    [InlineData(4, 2)]
    [InlineData(2, 3)]
    public void Resumed_ByAnotherNumberOfProcesses_ItGoesOn(int size, int sizeLater)
    {
        using TemporaryFolder folder = new();
        float[] expected = InGroup(size, static options => options)[0].Weights;
        ThreadGroup.Faults(size, group => Fit(Options() with { Group = group, Checkpoints = Checkpoints(), OnStep = progress => FailIf(progress.TotalSteps == 10) }));
        Assert.All(
            ThreadGroup.Run(sizeLater, group => Fit(Options() with { Group = group, Checkpoints = Checkpoints() }).Weights),
            weights => Assert.All(expected.Zip(weights), static pair => Assert.Equal(pair.First, pair.Second, Tolerance)));

        CheckpointOptions Checkpoints() => new(folder["run"]) { EverySteps = 3, Resume = true };
    }

    [Fact]
    public void OneThatFails_EndsTheOthers()
    {
        Exception?[] faults = ThreadGroup.Faults(3, static group => Fit(Options() with { Group = group, OnStep = progress => FailIf(group.Rank == 1 && progress.TotalSteps == 4) }));
        Assert.IsType<TimeoutException>(faults[1]);
        Assert.All([faults[0], faults[2]], static fault => Assert.Contains("process 1 of 3 ended its training", Assert.IsType<ProcessGroupException>(fault).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void DatasetThatDoesNotFit_EndsTheOthers()
    {
        Exception?[] faults = ThreadGroup.Faults(2, static group =>
        {
            using PlainNetwork network = PlainNetwork.Create(1);
            using Trainer<PlainNetwork> trainer = new(network, Options() with { Group = group });
            trainer.Fit(group.Rank == 0 ? Train : Samples.Clouds(50, 1), null, 1);
        });
        Assert.IsType<ArgumentException>(faults[1]);
        Assert.IsType<ProcessGroupException>(faults[0]);
    }

    [Fact]
    public void OneThatIsCancelled_CancelsAllBehindTheSameStep()
    {
        long[] steps = ThreadGroup.Run(3, static group =>
        {
            using CancellationTokenSource source = new();
            using PlainNetwork network = PlainNetwork.Create(1);
            using Trainer<PlainNetwork> trainer = new(network, Options() with { Group = group, OnStep = progress => CancelIf(source, group.Rank == 2 && progress.TotalSteps == 4) });
            Assert.Throws<OperationCanceledException>(() => trainer.Fit(Train, Validation, 5, null, source.Token));
            return trainer.StepCount;
        });
        Assert.Equal([5, 5, 5], steps);

        static void CancelIf(CancellationTokenSource source, bool condition)
        {
            if (condition)
            {
                source.Cancel();
            }
        }
    }

    /// <summary>Whoever has the sample names it; the others stop at the same step, with the weights from before it.</summary>
    [Fact]
    public void NumbersThatAreNotFinite_EndAllAlike()
    {
        float[] samples = new float[16 * PlainNetwork.InputLength];
        samples[(11 * PlainNetwork.InputLength) + 5] = float.NaN;
        InMemoryDataset broken = new(samples, new int[16]);
        float[][] weights = new float[2][];
        Exception?[] faults = ThreadGroup.Faults(2, group =>
        {
            using PlainNetwork network = PlainNetwork.Create(1);
            using Trainer<PlainNetwork> trainer = new(network, Options() with { Group = group });
            try
            {
                trainer.Fit(broken, null, 2);
            }
            finally
            {
                weights[group.Rank] = Flat(network);
            }
        });
        string[] messages = [.. faults.Select(static fault => Assert.IsType<NotFiniteNumberException>(fault).Message)];
        Assert.Single(messages, static message => message.Contains("sample 11 of the training set", StringComparison.Ordinal));
        Assert.Single(messages, static message => message.Contains("another process's samples", StringComparison.Ordinal));
        Assert.Equal(weights[0], weights[1]);
        Assert.All(weights[0], static weight => Assert.True(float.IsFinite(weight)));
    }

    [Fact]
    public void OtherOptions_AreRefusedByAll()
    {
        Exception?[] faults = ThreadGroup.Faults(3, static group => Fit(Options() with { Group = group, Seed = group.Rank == 1 ? 5UL : 9 }));
        Assert.Contains("process 1 trains with the seed 5; expected 9", Assert.IsType<ProcessGroupException>(faults[1]).Message, StringComparison.Ordinal);
        Assert.Contains("another process", Assert.IsType<ProcessGroupException>(faults[2]).Message, StringComparison.Ordinal);
        faults = ThreadGroup.Faults(2, static group => Fit(Options() with { Group = group }, Random(50 - group.Rank, 1)));
        Assert.Contains("number of training samples 49; expected 50", Assert.IsType<ProcessGroupException>(faults[1]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EarlyStopping_StopsAllAtTheSameEpoch()
    {
        Trained[] all = InGroup(2, static options => options with { EarlyStopping = new EarlyStopping(patience: 0) { MinimumGain = 10 } });
        Assert.All(all, static one => Assert.Equal((true, 2, 1), (one.Report.StoppedEarly, one.Report.Epochs.Count, one.Report.BestEpoch)));
        Assert.Equal(all[0].Weights, all[1].Weights);
    }

    [Fact]
    public void WhatAGroupCannotDo_IsRefused() => ThreadGroup.Run(2, static group =>
    {
        using PlainNetwork network = PlainNetwork.Create(1);
        Assert.Contains("BatchSize", Assert.Throws<ArgumentException>(() => new Trainer<PlainNetwork>(network, new TrainerOptions { BatchSize = 1, Group = group })).Message, StringComparison.Ordinal);
        using Trainer<PlainNetwork> trainer = new(network, Options() with { Group = group });
        Assert.Contains("Fit", Assert.Throws<InvalidOperationException>(() => trainer.Step(new float[PlainNetwork.InputLength], [0])).Message, StringComparison.Ordinal);
        return 0;
    });

    private static TrainerOptions Options() => new() { BatchSize = 8, Optimizer = new Sgd(0.05), Seed = 9, Threads = 2 };

    private static Trained[] InGroup(int size, Func<TrainerOptions, TrainerOptions> vary, int bucketBytes = 256) =>
        ThreadGroup.Run(size, group => Fit(vary(Options() with { Group = group }), start: (ulong)group.Rank + 1), bucketBytes);

    private static Trained Fit(TrainerOptions options, Dataset? train = null, ulong start = 1)
    {
        // Of a group the first process's weights count.
        using PlainNetwork network = PlainNetwork.Create(start);
        using Trainer<PlainNetwork> trainer = new(network, options);
        TrainingReport report = trainer.Fit((train ?? Train).Transform(Transforms.RandomHorizontalFlip(), Transforms.GaussianNoise(0.1)), Validation, 3);
        return new Trained(Flat(network), report);
    }

    private static void FailIf(bool condition)
    {
        if (condition)
        {
            throw new TimeoutException("told to");
        }
    }

    private static float[] Flat(PlainNetwork network) => [.. network.Parameters.SelectMany(static parameter => parameter.Value.ToArray())];

    private static InMemoryDataset Random(int count, int seed)
    {
        Random random = new(seed);
        float[] samples = [.. Enumerable.Range(0, count * PlainNetwork.InputLength).Select(_ => (float)random.NextDouble())];
        return new InMemoryDataset(samples, [.. Enumerable.Range(0, count).Select(_ => random.Next(3))], 2, 8, 8);
    }

    private sealed record Trained(float[] Weights, TrainingReport Report);
}
