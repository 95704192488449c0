using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

/// <summary>A training that goes on from a checkpoint has the same bits as one that never stopped.</summary>
public sealed class CheckpointTests
{
    private const int Epochs = 4;

    private static readonly InMemoryDataset Train = Samples.Clouds(53, seed: 3);
    private static readonly InMemoryDataset Validation = Samples.Clouds(20, seed: 4);

    /// <summary>Processes that end without a word at any step, again and again, until one comes to the end.</summary>
    [Fact]
    public void KilledAtRandomSteps_ItEndsWithTheSameBits()
    {
        Random random = new(1);
        for (int round = 0; round < 100; round++)
        {
            using TemporaryFolder folder = new();
            string path = folder["run.safetensors"];
            int everySteps = random.Next(1, 9);
            TrainerOptions Options(int threads, Action<TrainingProgress>? onStep) => new()
            {
                BatchSize = 7,
                AccumulatedBatches = 1 + (round % 2),
                Optimizer = round % 3 == 0 ? new AdamW(0.05) : round % 3 == 1 ? new Sgd(0.05, momentum: 0.9) : new Adadelta(),
                Schedule = round % 4 == 0 ? Schedule.OnPlateau(0.5, patience: 0) : Schedule.Cosine(Epochs).WithWarmup(3),
                Average = round % 2 == 0 ? WeightAverage.Exponential(0.9) : WeightAverage.OfEpochs(2),
                EarlyStopping = round % 5 == 0 ? new EarlyStopping(1) : null,
                Seed = (ulong)round,
                Threads = threads,
                Checkpoints = onStep is null ? null : new CheckpointOptions(path) { EverySteps = everySteps, Resume = true },
                OnStep = onStep,
            };

            Outcome expected = Run(Options(1, onStep: null));
            Outcome? outcome = null;
            int kills = 0;
            while (outcome is null)
            {
                int left = random.Next(1, 14);
                try
                {
                    outcome = Run(Options(1 + (kills % 2), _ =>
                    {
                        if (--left == 0 && kills < 6)
                        {
                            throw new KilledException();
                        }
                    }));
                }
                catch (KilledException)
                {
                    kills++;
                }
            }

            Assert.True(kills > 0);
            outcome.AssertSame(expected);
        }
    }

    /// <summary>What was done behind the last checkpoint is done again, and stands in the logs once.</summary>
    [Fact]
    public void KilledAtRandomSteps_ItsLogsAreThoseOfOneTraining()
    {
        Random random = new(2);
        for (int round = 0; round < 20; round++)
        {
            using TemporaryFolder folder = new();
            int everySteps = random.Next(1, 5);
            string[] expected = LogsOf("whole", onStep: null);
            string[]? found = null;
            for (int kills = 0; found is null; kills++)
            {
                int left = random.Next(5, 14);
                try
                {
                    found = LogsOf("killed", _ =>
                    {
                        if (--left == 0 && kills < 4)
                        {
                            throw new KilledException();
                        }
                    });
                }
                catch (KilledException)
                {
                }
            }

            Assert.Equal(expected, found);

            // The times apart: of CSV the last column, of JSON the last property.
            string[] LogsOf(string name, Action<TrainingProgress>? onStep)
            {
                using (CsvLog csv = new(folder[name + ".csv"]))
                using (JsonLinesLog json = new(folder[name + ".jsonl"]))
                {
                    Run(new TrainerOptions
                    {
                        BatchSize = 7,
                        Logs = [csv, json],
                        Checkpoints = onStep is null ? null : new CheckpointOptions(folder["run.safetensors"]) { EverySteps = everySteps, Resume = true },
                        OnStep = onStep,
                    });
                }

                return [.. File.ReadAllLines(folder[name + ".csv"]).Concat(File.ReadAllLines(folder[name + ".jsonl"])).Select(static line => line[..line.LastIndexOf(',')])];
            }
        }
    }

    /// <summary>Cancelled while an epoch's first batch is awaited, the epoch has not begun.</summary>
    [Fact]
    public void CancelledBetweenEpochs_ItGoesOnWithTheSameBits()
    {
        using TemporaryFolder folder = new();
        string path = folder["run.safetensors"];
        Outcome expected = Run(new TrainerOptions { BatchSize = 7 });
        using CancellationTokenSource source = new();
        CancellingDataset cancelling = new(Train, reads: Train.Count, source);
        using (SoftmaxRegression network = SoftmaxRegression.Create(1))
        using (Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = 7, Checkpoints = new CheckpointOptions(path) }))
        {
            Assert.Throws<OperationCanceledException>(() => trainer.Fit(cancelling, Validation, Epochs, progress: null, source.Token));
            Assert.Equal((8, 1), (trainer.StepCount, trainer.EpochCount));
        }

        using SoftmaxRegression resumed = SoftmaxRegression.Create(9);
        using Trainer<SoftmaxRegression> second = new(resumed, new TrainerOptions { BatchSize = 7 });
        second.LoadCheckpoint(path);
        second.Fit(Train, Validation, Epochs);
        Assert.Equal(expected.Weights, resumed.Packed.ToArray());
    }

    [Fact]
    public void Cancelled_ItIsSavedWhereItWas()
    {
        using TemporaryFolder folder = new();
        string path = folder["run.safetensors"];
        Outcome expected = Run(new TrainerOptions { BatchSize = 7 });
        using CancellationTokenSource source = new();
        int steps = 0;
        TrainerOptions cancelled = new()
        {
            BatchSize = 7,
            Checkpoints = new CheckpointOptions(path),
            OnStep = _ =>
            {
                if (++steps == 11)
                {
                    source.Cancel();
                }
            },
        };
        using (SoftmaxRegression network = SoftmaxRegression.Create(1))
        using (Trainer<SoftmaxRegression> trainer = new(network, cancelled))
        {
            Assert.Throws<OperationCanceledException>(() => trainer.Fit(Train, Validation, Epochs, progress: null, source.Token));
        }

        using SoftmaxRegression resumed = SoftmaxRegression.Create(9);
        using Trainer<SoftmaxRegression> second = new(resumed, new TrainerOptions { BatchSize = 7 });
        second.LoadCheckpoint(path);
        Assert.Equal(11, second.StepCount);
        TrainingReport report = second.Fit(Train, Validation, Epochs);
        Assert.Equal(expected.Weights, resumed.Packed.ToArray());
        Assert.Equal(expected.Report.Epochs.Select(static epoch => epoch.TrainLoss), report.Epochs.Select(static epoch => epoch.TrainLoss));
    }

    /// <summary>The same program once more: nothing is left to do, and it says what had been done.</summary>
    [Fact]
    public void AfterTheEnd_TheSameProgramDoesNothingMore()
    {
        using TemporaryFolder folder = new();
        TrainerOptions options = new() { BatchSize = 7, Checkpoints = new CheckpointOptions(folder["run.safetensors"]) { Resume = true }, EarlyStopping = new EarlyStopping(50) };
        Outcome first = Run(options);
        Outcome second = Run(options);
        second.AssertSame(first);
        Assert.Equal(Epochs, second.Report.Epochs.Count);
    }

    /// <summary>What is gone on with is a training that a process before has begun, not this one's own.</summary>
    [Fact]
    public void AnotherCallOfFit_GoesOn_ItDoesNotResume()
    {
        using TemporaryFolder folder = new();
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        TrainerOptions options = new() { BatchSize = 7, Checkpoints = new CheckpointOptions(folder["run.safetensors"]) { Resume = true } };
        using Trainer<SoftmaxRegression> trainer = new(network, options);
        Assert.Equal(8, trainer.Fit(Train, null, 1).Steps);
        Assert.Equal(16, trainer.Fit(Train, null, 2).Steps);
        Assert.Equal((24, 3), (trainer.StepCount, trainer.EpochCount));
    }

    [Fact]
    public void TheNetworksOwnLoad_ReadsIt()
    {
        using TemporaryFolder folder = new();
        string path = folder["run.safetensors"];
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = 7 });
        trainer.Fit(Train, null, 1);
        trainer.SaveCheckpoint(path);
        using SoftmaxRegression other = SoftmaxRegression.Create(2);
        using FileStream stream = File.OpenRead(path);
        other.Parameters.Load(stream, new LoadOptions { MayBeLeftOver = static name => name.StartsWith("optimizer.", StringComparison.Ordinal) });
        Assert.Equal(network.Packed.ToArray(), other.Packed.ToArray());
    }

    [Fact]
    public void WhatCannotBeWritten_IsToldOnce_AndTheTrainingGoesOn()
    {
        using TemporaryFolder folder = new();
        List<string> warnings = [];
        TrainerOptions options = new()
        {
            BatchSize = 7,
            Checkpoints = new CheckpointOptions(Path.Combine(folder["missing"], "run.safetensors")) { EverySteps = 1 },
            OnWarning = warnings.Add,
        };
        Outcome outcome = Run(options);
        outcome.AssertSame(Run(new TrainerOptions { BatchSize = 7 }));
        string warning = Assert.Single(warnings);
        Assert.StartsWith("no checkpoint was written: there is no folder", warning, StringComparison.Ordinal);
        Assert.Equal([warning], outcome.Report.Warnings);
        Assert.EndsWith("warning: " + warning, outcome.Report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Divergence_KeepsTheLastGoodFile()
    {
        using TemporaryFolder folder = new();
        string path = folder["run.safetensors"];
        TrainerOptions options = new()
        {
            BatchSize = 7,
            Optimizer = new Sgd(1),
            Schedule = Schedule.Function(static (step, _) => step < 9 ? 0.01 : 3e38),
            Checkpoints = new CheckpointOptions(path) { EverySteps = 4 },
        };
        Assert.Throws<NotFiniteNumberException>(() => Run(options));
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> trainer = new(network, options);
        trainer.LoadCheckpoint(path);
        Assert.Equal(8, trainer.StepCount);
        Assert.All(network.Packed.ToArray(), static weight => Assert.True(float.IsFinite(weight)));
    }

    [Fact]
    public void LeftoversOfKilledProcesses_AreDeleted()
    {
        using TemporaryFolder folder = new();
        string path = folder["run.safetensors"];
        File.WriteAllText(path + ".abcdefgh.ijk.tmp", "half");
        File.WriteAllText(folder["other.tmp"], "mine");
        Run(new TrainerOptions { BatchSize = 7, Checkpoints = new CheckpointOptions(path) });
        Assert.Equal(["other.tmp", "run.safetensors"], folder.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhatDoesNotFit_IsNamed_AndNothingIsChanged()
    {
        using TemporaryFolder folder = new();
        string path = folder["run.safetensors"];
        using (SoftmaxRegression trained = SoftmaxRegression.Create(1))
        using (Trainer<SoftmaxRegression> trainer = new(trained, new TrainerOptions { BatchSize = 7, Optimizer = new Sgd(0.1, momentum: 0.9), Seed = 5 }))
        {
            trainer.Fit(Train, null, 1);
            trainer.SaveCheckpoint(path);
            trained.Save(folder["weights.safetensors"]);
        }

        Refuses(path, new TrainerOptions { BatchSize = 7, Optimizer = new Sgd(0.1, momentum: 0.9) }, "was trained with the seed 5; expected 0");
        Refuses(path, new TrainerOptions { BatchSize = 8, Optimizer = new Sgd(0.1, momentum: 0.9), Seed = 5 }, "batch size 7; expected 8");
        Refuses(path, new TrainerOptions { BatchSize = 7, Seed = 5 }, "has no tensor 'optimizer.exp_avg.fc.weight'; expected one of the shape [3, 5]");
        Refuses(path, new TrainerOptions { BatchSize = 7, Optimizer = new Sgd(0.1), Seed = 5, Average = WeightAverage.Exponential() }, "has no tensor 'average.fc.weight'");
        Refuses(folder["weights.safetensors"], new TrainerOptions { BatchSize = 7, Optimizer = new Sgd(0.1, momentum: 0.9), Seed = 5 }, "nothing of a training");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^9]);
        Refuses(path, new TrainerOptions { BatchSize = 7, Optimizer = new Sgd(0.1, momentum: 0.9), Seed = 5 }, "run.safetensors'");
    }

    [Fact]
    public void OtherData_AreRefused()
    {
        using TemporaryFolder folder = new();
        string path = folder["run.safetensors"];
        using (SoftmaxRegression network = SoftmaxRegression.Create(1))
        using (Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = 7, Checkpoints = new CheckpointOptions(path) }))
        {
            trainer.Fit(Train, null, 1);
        }

        using SoftmaxRegression other = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> resumed = new(other, new TrainerOptions { BatchSize = 7, Checkpoints = new CheckpointOptions(path) { Resume = true } });
        Assert.Contains("on 53 samples; the dataset has 20", Assert.Throws<ArgumentException>("train", () => resumed.Fit(Validation, null, 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongSettings_AreRefused()
    {
        Assert.Throws<ArgumentException>("path", () => new CheckpointOptions(""));
        Assert.Throws<ArgumentOutOfRangeException>("EverySteps", () => new CheckpointOptions("a") { EverySteps = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("EveryEpochs", () => new CheckpointOptions("a") { EveryEpochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Every", () => new CheckpointOptions("a") { Every = TimeSpan.Zero });
    }

    private static void Refuses(string path, TrainerOptions options, string message)
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> trainer = new(network, options);
        float[] before = network.Packed.ToArray();
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => trainer.LoadCheckpoint(path)).Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Packed.ToArray());
        Assert.Equal(0, trainer.StepCount);
    }

    private static Outcome Run(TrainerOptions options)
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> trainer = new(network, options);
        TrainingReport report = trainer.Fit(Train, Validation, Epochs);
        using SoftmaxRegression? averaged = options.Average is null ? null : trainer.CreateAveraged();
        return new Outcome(network.Packed.ToArray(), averaged?.Packed.ToArray() ?? [], report);
    }

    private sealed record Outcome(float[] Weights, float[] Averaged, TrainingReport Report)
    {
        public void AssertSame(Outcome expected)
        {
            Assert.Equal(expected.Weights, Weights);
            Assert.Equal(expected.Averaged, Averaged);
            Assert.Equal(expected.Report.Epochs.Select(static epoch => epoch with { Seconds = 0 }), Report.Epochs.Select(static epoch => epoch with { Seconds = 0 }));
            Assert.Equal(expected.Report.Steps, Report.Steps);
            Assert.Equal((expected.Report.BestEpoch, expected.Report.StoppedEarly), (Report.BestEpoch, Report.StoppedEarly));
        }
    }

    private sealed class KilledException : Exception;

    /// <summary>Cancels when more samples are read to train on than it lets pass, and keeps the reader long enough for the training to notice.</summary>
    private sealed class CancellingDataset(Dataset data, int reads, CancellationTokenSource source) : Dataset
    {
        private int _reads;

        public override int Count => data.Count;

        public override int SampleLength => data.SampleLength;

        public override void Read(int index, Span<float> sample) => data.Read(index, sample);

        public override void Read(int index, Span<float> sample, ulong draw)
        {
            if (Interlocked.Increment(ref _reads) > reads)
            {
                source.Cancel();
                Thread.Sleep(TimeSpan.FromSeconds(0.5));
            }

            data.Read(index, sample, draw);
        }

        public override int Label(int index) => data.Label(index);
    }
}
