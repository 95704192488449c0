using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class FitTests
{
    [Fact]
    public void Fit_Learns()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions
        {
            BatchSize = 32,
            Loss = Loss.SoftmaxCrossEntropy,
            Optimizer = new Adam(learningRate: 3e-2f),
            Schedule = Schedule.Cosine(epochs: 5).WithWarmup(steps: 10),
            Seed = 1,
        });
        TrainingReport report = trainer.Fit(Samples.Clouds(1000, 1), Samples.Clouds(300, 2), epochs: 5);
        Assert.Equal(5, report.Epochs.Count);
        Assert.Equal(5 * 32, report.Steps);
        Assert.Equal(5 * 32, trainer.StepCount);
        Assert.Equal([1, 2, 3, 4, 5], report.Epochs.Select(epoch => epoch.Epoch));
        Assert.True(report.Epochs[^1].TrainLoss < report.Epochs[0].TrainLoss);
        Assert.True(report.Epochs[^1].ValidationAccuracy > 0.97, report.ToString());
        Evaluation evaluation = trainer.Evaluate(Samples.Clouds(300, 2));
        Assert.Equal(report.Epochs[^1].ValidationAccuracy, evaluation.Accuracy);
        Assert.Equal(report.Epochs[^1].ValidationLoss, evaluation.Loss);
    }

    [Fact]
    public void EveryEpoch_ReadsEachSampleOnceInAnOrderOfItsOwn()
    {
        NumberedDataset data = new(23);
        Train(data, epochs: 3, batchSize: 8, seed: 5);
        int[][] epochs = [.. data.Reads.Chunk(23)];
        Assert.Equal(3, epochs.Length);
        Assert.All(epochs, epoch => Assert.Equal(Enumerable.Range(0, 23), epoch.Order()));
        Assert.NotEqual(epochs[0], epochs[1]);
        Assert.NotEqual(epochs[1], epochs[2]);

        NumberedDataset again = new(23);
        Train(again, epochs: 3, batchSize: 8, seed: 5);
        Assert.Equal(data.Reads, again.Reads);
        NumberedDataset other = new(23);
        Train(other, epochs: 3, batchSize: 8, seed: 6);
        Assert.NotEqual(data.Reads, other.Reads);
    }

    [Fact]
    public void LastBatch_HasWhatIsLeft()
    {
        SoftmaxRegression network = Train(new NumberedDataset(23), epochs: 1, batchSize: 8, seed: 5);
        Assert.Equal((0 + 1 + 2, 7), network.LastGraph!.Seen);
        network = Train(new NumberedDataset(24), epochs: 1, batchSize: 8, seed: 5);
        Assert.Equal((0 + 1 + 2, 8), network.LastGraph!.Seen);
        network = Train(new NumberedDataset(3), epochs: 2, batchSize: 64, seed: 5);
        Assert.Equal((0 + 1, 3), network.LastGraph!.Seen);
    }

    [Fact]
    public void Threads_DoNotChangeTheBits()
    {
        float[][] weights = [.. new[] { 1, 2, 3, 8 }.Select(threads =>
        {
            using SoftmaxRegression network = SoftmaxRegression.Create(3);
            using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = 16, Seed = 9, Threads = threads, Optimizer = new Adam(1e-2) });
            trainer.Fit(Samples.Clouds(203, 1), Samples.Clouds(50, 2), epochs: 3);
            return network.Packed.ToArray();
        })];
        Assert.All(weights, other => Assert.Equal(weights[0], other));
    }

    [Fact]
    public void Validation_DoesNotDisturbTheTraining()
    {
        SoftmaxRegression without = Train(Samples.Clouds(100, 1), epochs: 3, batchSize: 16, seed: 1);
        SoftmaxRegression with = Train(Samples.Clouds(100, 1), epochs: 3, batchSize: 16, seed: 1, Samples.Clouds(333, 2));
        Assert.Equal(without.Packed.ToArray(), with.Packed.ToArray());

        // Forks are disposed of, the network is not.
        Assert.True(with.Forks[0] > 0);
        Assert.Equal(with.Forks[0], with.Forks[1]);
    }

    [Fact]
    public void SecondFit_GoesOn()
    {
        TrainerOptions options = new() { BatchSize = 16, Seed = 4, Optimizer = new Adam(1e-2), Schedule = Schedule.Cosine(4) };
        InMemoryDataset data = Samples.Clouds(100, 1);
        using SoftmaxRegression once = SoftmaxRegression.Create(3);
        using Trainer<SoftmaxRegression> trainerOnce = new(once, options);
        trainerOnce.Fit(data, null, epochs: 4);
        using SoftmaxRegression twice = SoftmaxRegression.Create(3);
        using Trainer<SoftmaxRegression> trainerTwice = new(twice, options);
        trainerTwice.Fit(data, null, epochs: 1);
        trainerTwice.Fit(data, data, epochs: 3);
        Assert.Equal(once.Packed.ToArray(), twice.Packed.ToArray());
        Assert.Equal((28, 4), (trainerTwice.StepCount, trainerTwice.EpochCount));
    }

    [Fact]
    public void Cancellation_LeavesTheLastCompletedStep()
    {
        using CancellationTokenSource source = new();
        NumberedDataset data = new(40);
        using SoftmaxRegression network = SoftmaxRegression.Create(3);
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = 8, Seed = 4, ReaderThreads = 0 });

        // In the middle of the third batch, whose step is still done.
        data.OnRead = _ =>
        {
            if (data.Reads.Count == 20)
            {
                source.Cancel();
            }
        };
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(data, null, epochs: 2, null, source.Token));
        Assert.Equal(3, trainer.StepCount);

        using SoftmaxRegression same = SoftmaxRegression.Create(3);
        using Trainer<SoftmaxRegression> three = new(same, new TrainerOptions { BatchSize = 8, Seed = 4 });
        float[] inputs = new float[8 * SoftmaxRegression.InputLength];
        foreach (int[] batch in data.Reads.Chunk(8))
        {
            for (int i = 0; i < batch.Length; i++)
            {
                inputs.AsSpan(i * SoftmaxRegression.InputLength, SoftmaxRegression.InputLength).Clear();
                inputs[i * SoftmaxRegression.InputLength] = batch[i] / 40f;
            }

            three.Step(inputs, Array.ConvertAll(batch, data.Label));
        }

        Assert.Equal(same.Packed.ToArray(), network.Packed.ToArray());
        data.OnRead = null;
        Assert.Equal(5, trainer.Fit(data, null, epochs: 1).Steps);
    }

    [Fact]
    public void TrainingUntilCancelled_MayAskForEveryEpochThereIs()
    {
        using CancellationTokenSource source = new();
        NumberedDataset data = new(4);
        data.OnRead = _ =>
        {
            if (data.Reads.Count == 10)
            {
                source.Cancel();
            }
        };
        using SoftmaxRegression network = SoftmaxRegression.Create(3);
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { Threads = int.MaxValue, ReaderThreads = 0 });
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(data, null, int.MaxValue, null, source.Token));
        Assert.Equal((3, 3), (trainer.StepCount, trainer.EpochCount));
    }

    [Fact]
    public void Cancellation_EndsAValidation()
    {
        using CancellationTokenSource source = new();
        NumberedDataset validation = new(1000);
        validation.OnRead = _ => source.Cancel();
        using SoftmaxRegression network = SoftmaxRegression.Create(3);
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { Threads = 2 });
        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Fit(Samples.Clouds(64, 1), validation, epochs: 2, null, source.Token));
        Assert.Equal(1, trainer.StepCount);
        Assert.True(validation.Reads.Count <= 2 * 64);
        Assert.Equal(network.Forks[0], network.Forks[1]);
    }

    [Fact]
    public void Progress_TellsWhereItIs()
    {
        Recorder recorder = new();
        InMemoryDataset data = Samples.Clouds(100, 1);
        using SoftmaxRegression network = SoftmaxRegression.Create(3);
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = 16, Optimizer = new Sgd(0.5), Schedule = Schedule.Step(1, 0.1) });
        TrainingReport report = trainer.Fit(data, data, 3, recorder);
        TrainingProgress[] ends = [.. recorder.Reports.Where(progress => progress.IsEpochEnd)];
        Assert.Equal([1, 2, 3], ends.Select(progress => progress.Epoch));
        Assert.All(ends, progress => Assert.Equal((3, 7, 7), (progress.Epochs, progress.Step, progress.StepsPerEpoch)));
        Assert.Equal([100, 200, 300], ends.Select(progress => progress.SamplesSeen));
        Assert.Equal(report.Epochs.Select(epoch => epoch.TrainLoss), ends.Select(progress => progress.Loss));
        Assert.Equal(report.Epochs.Select(epoch => epoch.TrainAccuracy), ends.Select(progress => progress.Accuracy));
        Assert.Equal(report.Epochs.Select(epoch => epoch.ValidationLoss), ends.Select(progress => progress.ValidationLoss));
        Assert.Equal(report.Epochs.Select(epoch => epoch.ValidationAccuracy), ends.Select(progress => progress.ValidationAccuracy));
        Assert.Equal([0.5, 0.05, 0.005], ends.Select(progress => Math.Round(progress.LearningRate, 12)));
        Assert.Equal(TimeSpan.Zero, ends[^1].Remaining);
        Assert.True(ends[0].Remaining > TimeSpan.Zero);
    }

    [Fact]
    public void Progress_ComesAtABoundedRate()
    {
        // About 2 ms a step, 60 steps: at 100 ms apart one or two reports, however slow the machine is, and the epoch's end.
        NumberedDataset data = new(60) { OnRead = _ => Thread.Sleep(2) };
        Recorder recorder = new();
        using SoftmaxRegression network = SoftmaxRegression.Create(3);
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = 1 });
        TrainingReport report = trainer.Fit(data, null, 1, recorder);
        Assert.InRange(recorder.Reports.Count, 2, 1 + (int)(report.Elapsed.TotalMilliseconds / 100));
        Assert.All(recorder.Reports.SkipLast(1), progress => Assert.True(!progress.IsEpochEnd && progress.ValidationLoss is null));
        Assert.All(recorder.Reports, progress => Assert.Equal(progress.Step, progress.SamplesSeen));
    }

    [Fact]
    public void OnStep_SeesEveryStep_OnThisThread_BeforeFitReturns()
    {
        List<TrainingProgress> steps = [];
        int thread = Environment.CurrentManagedThreadId;
        bool hasReturned = false;
        using SoftmaxRegression network = SoftmaxRegression.Create(3);
        Trainer<SoftmaxRegression>? trainer = null;
        using Trainer<SoftmaxRegression> made = trainer = new(network, new TrainerOptions
        {
            BatchSize = 16,
            Optimizer = new Sgd(0.5),
            Schedule = Schedule.Step(1, 0.1),
            OnStep = progress =>
            {
                Assert.False(hasReturned);
                Assert.Equal(thread, Environment.CurrentManagedThreadId);
                steps.Add(progress);
                Assert.Equal(steps.Count, trainer!.StepCount);
            },
        });
        Recorder recorder = new();
        InMemoryDataset data = Samples.Clouds(100, 1);
        TrainingReport report = trainer.Fit(data, data, 3, recorder);
        hasReturned = true;
        Assert.Equal(Enumerable.Range(0, 21).Select(step => (1 + (step / 7), 1 + (step % 7))), steps.Select(progress => (progress.Epoch, progress.Step)));
        Assert.All(steps, progress => Assert.True(!progress.IsEpochEnd && progress.ValidationLoss is null));
        TrainingProgress[] last = [.. steps.Where(progress => progress.Step == 7)];
        Assert.Equal(report.Epochs.Select(epoch => epoch.TrainLoss), last.Select(progress => progress.Loss));
        Assert.Equal([100, 200, 300], last.Select(progress => progress.SamplesSeen));
        Assert.Equal([0.5, 0.05, 0.005], last.Select(progress => Math.Round(progress.LearningRate, 12)));
        Assert.Equal(3, recorder.Reports.Count(progress => progress.IsEpochEnd));
    }

    [Fact]
    public void OnStep_ThatThrows_EndsFit_AfterTheStep()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(3);
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions
        {
            BatchSize = 16,
            OnStep = progress =>
            {
                network.Forward(new float[SoftmaxRegression.InputLength], new float[SoftmaxRegression.OutputLength]);
                if (progress.Step == 3)
                {
                    throw new InvalidOperationException("enough");
                }
            },
        });
        Assert.Equal("enough", Assert.Throws<InvalidOperationException>(() => trainer.Fit(Samples.Clouds(100, 1), null, 2)).Message);
        Assert.Equal(3, trainer.StepCount);
    }

    [Fact]
    public void WrongDatasets_AreRejectedBeforeTheFirstStep()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(3);
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions());
        InMemoryDataset good = Samples.Clouds(10, 1);
        Assert.Contains("'train' has 4 elements; SoftmaxRegression takes 5", Thrown(new InMemoryDataset(new float[8], [0, 0]), null), StringComparison.Ordinal);
        Assert.Contains("'validation' has 4 elements", Thrown(good, new InMemoryDataset(new float[8], [0, 0])), StringComparison.Ordinal);
        Assert.Contains("sample 1 of 'train' has label 3; SoftmaxRegression has 3 outputs, for labels 0 to 2", Thrown(new InMemoryDataset(new float[10], [0, 3]), null), StringComparison.Ordinal);
        Assert.Contains("'train' has no samples", Thrown(new NumberedDataset(0), null), StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("train", () => trainer.Fit(null!, null, 1));
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => trainer.Fit(good, null, 0));
        Assert.Equal(0, trainer.StepCount);

        string Thrown(Dataset train, Dataset? validation) => Assert.ThrowsAny<ArgumentException>(() => trainer.Fit(train, validation, 1)).Message;
    }

    [Fact]
    public void Report_PrintsTheSameInEveryCulture()
    {
        TrainingReport report = new([new EpochReport(1, 0.51234, 0.875, 0.25, 0.9, 1.5), new EpochReport(2, 0.1, 0.5, null, null, 2)], 12, TimeSpan.FromSeconds(3.5));
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(
                """
                epoch      loss  accuracy  validation loss  validation accuracy   seconds
                    1    0.5123   87.50 %           0.2500              90.00 %      1.50
                    2    0.1000   50.00 %                -                    -      2.00
                12 steps in 3.50 s
                """,
                report.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static SoftmaxRegression Train(Dataset data, int epochs, int batchSize, ulong seed, Dataset? validation = null)
    {
        SoftmaxRegression network = SoftmaxRegression.Create(3);
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = batchSize, Seed = seed });
        trainer.Fit(data, validation, epochs);
        return network;
    }

    private sealed class Recorder : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public void Report(TrainingProgress value) => Reports.Add(value);
    }
}
