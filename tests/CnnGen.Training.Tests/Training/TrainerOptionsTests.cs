using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

/// <summary>What options make of a training.</summary>
public sealed class TrainerOptionsTests
{
    private static readonly float[] Batch = [.. Enumerable.Range(0, 8 * SoftmaxRegression.InputLength).Select(i => MathF.Sin(i))];
    private static readonly int[] Labels = [0, 1, 2, 0, 1, 2, 0, 1];
    private static readonly InMemoryDataset Train = Samples.Clouds(53, seed: 3);
    private static readonly InMemoryDataset Validation = Samples.Clouds(20, seed: 4);

    [Theory]
    [InlineData(4, 2)]
    [InlineData(3, 3)]
    [InlineData(1, 8)]
    public void AccumulatedBatches_AreOneLargeBatch(int batchSize, int batches)
    {
        float[] expected = After(new TrainerOptions { BatchSize = 8, Optimizer = new Sgd(0.5) }, out double loss);
        float[] parts = After(new TrainerOptions { BatchSize = batchSize, AccumulatedBatches = batches, Optimizer = new Sgd(0.5) }, out double lossOfParts);
        Assert.Equal(loss, lossOfParts, 6);
        AssertClose(expected, parts);
    }

    /// <summary>With weights of classes the parts' means are not the whole's: the whole's divisor counts.</summary>
    [Fact]
    public void AccumulatedBatches_ShareTheDivisor()
    {
        Loss weighted = Loss.SoftmaxCrossEntropy with { ClassWeights = [1, 5, 0.2] };
        float[] expected = After(new TrainerOptions { BatchSize = 8, Optimizer = new Sgd(0.5), Loss = weighted }, out double loss);
        float[] parts = After(new TrainerOptions { BatchSize = 3, AccumulatedBatches = 3, Optimizer = new Sgd(0.5), Loss = weighted }, out double lossOfParts);
        Assert.Equal(loss, lossOfParts, 6);
        AssertClose(expected, parts);
    }

    [Fact]
    public void Fit_TakesStepsOfAccumulatedBatches()
    {
        float[] expected = AfterFit(new TrainerOptions { BatchSize = 12, Optimizer = new Sgd(0.1) }, 2);
        AssertClose(expected, AfterFit(new TrainerOptions { BatchSize = 4, AccumulatedBatches = 3, Optimizer = new Sgd(0.1) }, 2));
    }

    [Fact]
    public void ClipNorm_ShortensTheStep()
    {
        float[] before = Initial();
        float[] whole = Difference(After(new TrainerOptions { BatchSize = 8, Optimizer = new Sgd(1) }, out _), before);
        double norm = Math.Sqrt(whole.Sum(static step => (double)step * step));
        double limit = norm / 3;
        float[] clipped = Difference(After(new TrainerOptions { BatchSize = 8, Optimizer = new Sgd(1), ClipNorm = limit }, out _), before);
        for (int i = 0; i < whole.Length; i++)
        {
            Assert.Equal(whole[i] * limit / (norm + 1e-6), clipped[i], 1e-6);
        }

        AssertClose(whole, Difference(After(new TrainerOptions { BatchSize = 8, Optimizer = new Sgd(1), ClipNorm = norm * 2 }, out _), before));
    }

    [Fact]
    public void ClipValue_CutsEachGradient()
    {
        float[] before = Initial();
        float[] whole = Difference(After(new TrainerOptions { BatchSize = 8, Optimizer = new Sgd(1) }, out _), before);
        float[] clipped = Difference(After(new TrainerOptions { BatchSize = 8, Optimizer = new Sgd(1), ClipValue = 0.05 }, out _), before);
        Assert.Contains(whole, static step => MathF.Abs(step) > 0.06f);
        for (int i = 0; i < whole.Length; i++)
        {
            Assert.Equal(Math.Clamp(whole[i], -0.05, 0.05), clipped[i], 1e-6);
        }
    }

    [Fact]
    public void Groups_TrainInAWayOfTheirOwn()
    {
        Optimizer optimizer = new Sgd(0.5, weightDecay: 0.1);
        (float[] weight, float[] bias) = Parameters(new TrainerOptions { BatchSize = 8, Optimizer = optimizer });
        (float[] initialWeight, float[] initialBias) = Parameters(options: null);
        (float[] halfWeight, float[] halfBias) = Parameters(new TrainerOptions { BatchSize = 8, Optimizer = optimizer, ParameterGroups = [new ParameterGroup(static p => p.Name == "fc.weight") { LearningRateFactor = 0.5 }] });
        Assert.Equal(bias, halfBias);
        for (int i = 0; i < weight.Length; i++)
        {
            Assert.Equal((weight[i] + initialWeight[i]) / 2, halfWeight[i], 1e-6f);
        }

        (float[] sameWeight, float[] undecayed) = Parameters(new TrainerOptions { BatchSize = 8, Optimizer = optimizer, ParameterGroups = [ParameterGroup.BiasesAndNorms with { WeightDecay = 0 }] });
        Assert.Equal(weight, sameWeight);
        for (int i = 0; i < bias.Length; i++)
        {
            Assert.Equal(bias[i] + (0.5f * 0.1f * initialBias[i]), undecayed[i], 1e-6f);
        }

        (float[] frozen, float[] trained) = Parameters(new TrainerOptions { BatchSize = 8, Optimizer = optimizer, ParameterGroups = [new ParameterGroup(static p => p.Name == "fc.weight") { Frozen = true }] });
        Assert.Equal(initialWeight, frozen);
        Assert.Equal(bias, trained);
    }

    [Fact]
    public void ExponentialAverage_IsItsFormula()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = 8, Average = WeightAverage.Exponential(0.75) });
        Assert.Throws<InvalidOperationException>(trainer.CreateAveraged);
        float[] average = [];
        for (int step = 0; step < 5; step++)
        {
            trainer.Step(Batch, Labels);
            float[] now = network.Parameters["fc.weight"].Value;
            average = step == 0 ? now : [.. average.Zip(now, static (a, w) => (0.75f * a) + (0.25f * w))];
        }

        using SoftmaxRegression averaged = trainer.CreateAveraged();
        AssertClose(average, averaged.Parameters["fc.weight"].Value);
        Assert.Equal([1, 0.5f, 2, 1, 1], averaged.Parameters["scale"].Value);
        Assert.NotEqual<float>(network.Parameters["fc.weight"].Value, averaged.Parameters["fc.weight"].Value);
    }

    [Fact]
    public void AverageOfEpochs_IsTheirMean()
    {
        List<float[]> ends = [];
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        TrainerOptions options = new() { BatchSize = 8, Average = WeightAverage.OfEpochs(3), OnEpoch = _ => ends.Add(network.Parameters["fc.weight"].Value) };
        using Trainer<SoftmaxRegression> trainer = new(network, options);
        trainer.Fit(Train, null, 5);
        using SoftmaxRegression averaged = trainer.CreateAveraged();
        AssertClose([.. Enumerable.Range(0, ends[0].Length).Select(i => (ends[2][i] + ends[3][i] + ends[4][i]) / 3)], averaged.Parameters["fc.weight"].Value);
    }

    [Fact]
    public void EarlyStopping_KeepsTheBestEpochsWeights()
    {
        List<(EpochReport Report, float[] Weights)> epochs = [];
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        TrainerOptions options = new()
        {
            BatchSize = 8,
            Optimizer = new Sgd(1),
            Schedule = Schedule.Function(static (step, _) => step < 21 ? 0.1 : 0),
            EarlyStopping = new EarlyStopping(patience: 2),
            OnEpoch = report => epochs.Add((report, network.Packed.ToArray())),
        };
        using Trainer<SoftmaxRegression> trainer = new(network, options);
        TrainingReport result = trainer.Fit(Train, Validation, 50);
        Assert.True(result.StoppedEarly);
        int best = epochs.MinBy(static epoch => epoch.Report.ValidationLoss).Report.Epoch;
        Assert.Equal(best, result.BestEpoch);
        Assert.Equal(best + 3, result.Epochs.Count);
        Assert.Equal(epochs[best - 1].Weights, network.Packed.ToArray());
        Assert.Contains($"best epoch {best}, stopped early", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EarlyStopping_ByAccuracy_CanLeaveTheLastWeights()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        float[] last = [];
        TrainerOptions options = new()
        {
            BatchSize = 8,
            EarlyStopping = new EarlyStopping(0) { Metric = StoppingMetric.ValidationAccuracy, MinimumGain = 0.9, RestoresBest = false },
            OnEpoch = _ => last = network.Packed.ToArray(),
        };
        using Trainer<SoftmaxRegression> trainer = new(network, options);
        TrainingReport result = trainer.Fit(Train, Validation, 50);
        Assert.Equal((1, 2), (result.BestEpoch, result.Epochs.Count));
        Assert.Equal(last, network.Packed.ToArray());
        Assert.Contains("validation", Assert.Throws<ArgumentException>("validation", () => trainer.Fit(Train, null, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plateau_LowersTheRate()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        List<double> rates = [];
        TrainerOptions options = new() { BatchSize = 53, Optimizer = new Sgd(1), Schedule = Schedule.OnPlateau(0.5, patience: 1, threshold: 0.99), OnStep = p => rates.Add(p.LearningRate) };
        using Trainer<SoftmaxRegression> trainer = new(network, options);
        trainer.Fit(Train, null, 6);
        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.25], rates);
    }

    [Fact]
    public void FitSteps_EndsWithinAnEpoch()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        List<(int Epoch, int Step)> steps = [];
        TrainerOptions options = new() { BatchSize = 10, OnStep = p => steps.Add((p.Epoch, p.Step)) };
        using Trainer<SoftmaxRegression> trainer = new(network, options);
        TrainingReport report = trainer.FitSteps(Train, Validation, 8);
        Assert.Equal([(1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (2, 1), (2, 2)], steps);
        Assert.Equal((8L, 2), (report.Steps, report.Epochs.Count));
        Assert.NotNull(report.Epochs[1].ValidationLoss);
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => trainer.FitSteps(Train, null, 0));
    }

    [Fact]
    public void NumbersAsTargets_AreLearnt()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        TrainerOptions options = new() { BatchSize = 8, Loss = Loss.SquaredError, Optimizer = new Sgd(0.1) };
        using Trainer<SoftmaxRegression> trainer = new(network, options);
        float[] targets = [.. Enumerable.Range(0, 53 * 3).Select(static i => 0.1f * (i % 3))];
        float[] samples = [.. Enumerable.Range(0, 53 * 5).Select(static i => MathF.Sin(i))];
        TrainingReport report = trainer.Fit(new TargetedDataset(53, samples, targets), null, 40);
        Assert.InRange(report.Epochs[^1].TrainLoss, 0, 1e-3);
        Assert.True(double.IsNaN(report.Epochs[^1].TrainAccuracy));
        Assert.Contains("       -", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void OneHotTargets_AreTheLabels()
    {
        float[] expected = AfterFit(new TrainerOptions { BatchSize = 8, Optimizer = new Sgd(0.1) }, 2);
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = 8, Optimizer = new Sgd(0.1) });
        trainer.Fit(Train.OneHot(3), null, 2);
        AssertClose(expected, network.Packed.ToArray());
    }

    [Fact]
    public void Logs_CountOnOverAllCallsOfFit()
    {
        using TemporaryFolder folder = new();
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using CsvLog log = new(folder["log.csv"]) { EverySteps = 3 };
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = 20, Logs = [log] });
        trainer.Fit(Train, Validation, 1);
        TrainingReport second = trainer.FitSteps(Train, Validation, 4);
        IReadOnlyList<TrainingLogEntry> entries = CsvLog.Read(folder["log.csv"]);
        Assert.Equal(
            [(1, 3, false), (1, 3, true), (2, 6, false), (2, 6, true), (3, 7, true)],
            entries.Select(static entry => (entry.Epoch, (int)entry.Step, entry.IsEpochEnd)));
        Assert.Equal(second.Epochs[^1].ValidationLoss, entries[^1].ValidationLoss);
    }

    [Fact]
    public void LogsThatCannotBeWritten_AreToldOnce()
    {
        using TemporaryFolder folder = new();
        System.IO.File.WriteAllText(folder["file"], "no folder");
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using CsvLog log = new(System.IO.Path.Combine(folder["file"], "log.csv"));
        List<string> warnings = [];
        using Trainer<SoftmaxRegression> trainer = new(network, new TrainerOptions { BatchSize = 20, Logs = [log], OnWarning = warnings.Add });
        TrainingReport report = trainer.Fit(Train, Validation, 2);
        Assert.StartsWith("CsvLog could not be written: ", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal(warnings, report.Warnings);
    }

    /// <summary>Mixed samples are learnt as what they are: their targets are shares of two classes.</summary>
    [Fact]
    public void Mixing_SharesTheTargets()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        TrainerOptions options = new() { BatchSize = 10, Optimizer = new Sgd(0.1), Mixing = Mixing.Mixup(0.8), Seed = 6, ReaderThreads = 2 };
        using Trainer<SoftmaxRegression> trainer = new(network, options);
        TrainingReport report = trainer.Fit(Train, null, 2);
        Assert.InRange(report.Epochs[0].TrainAccuracy, 0.05, 1);

        using SoftmaxRegression expected = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> steps = new(expected, new TrainerOptions { BatchSize = 10, Optimizer = new Sgd(0.1) });
        using BatchReader reader = new(Train, 10, workers: 0, Mixing.Mixup(0.8));
        SampleOrder order = new(Train.Count);
        for (int epoch = 0; epoch < 2; epoch++)
        {
            order.Shuffle(6, epoch);
            reader.Begin(order.Indices, RandomStream.Mix(6, (ulong)epoch + 1));
            while (reader.TryTake(out SampleBatch batch))
            {
                float[] targets = new float[batch.Count * 3];
                for (int i = 0; i < batch.Count; i++)
                {
                    targets[(i * 3) + Train.Label(batch.Samples[i])] += batch.Weights[i];
                    targets[(i * 3) + Train.Label(batch.Partners[i])] += 1 - batch.Weights[i];
                }

                steps.Step(batch.Inputs, targets);
                reader.Return(batch);
            }
        }

        AssertClose(expected.Packed.ToArray(), network.Packed.ToArray());
        using Trainer<SoftmaxRegression> refusing = new(expected, options with { Loss = Loss.Hinge });
        Assert.Contains("HingeLoss takes labels", Assert.Throws<ArgumentException>(() => refusing.Fit(Train, null, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OutputsThatAreNotThere_AreNamed()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        ArgumentException exception = Assert.Throws<ArgumentException>(
            "OutputLosses", () => new Trainer<SoftmaxRegression>(network, new TrainerOptions { OutputLosses = [new OutputLoss("aux1", Loss.SoftmaxCrossEntropy, 0.3)] }));
        Assert.Contains("SoftmaxRegression has no further output 'aux1' for a loss; it has none: [Output] marks one", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongSettings_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("AccumulatedBatches", () => new TrainerOptions { AccumulatedBatches = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("ClipNorm", () => new TrainerOptions { ClipNorm = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("ClipValue", () => new TrainerOptions { ClipValue = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("weight", () => new OutputLoss("a", Loss.Hinge, -1));
        Assert.Throws<ArgumentOutOfRangeException>("decay", () => WeightAverage.Exponential(1));
        Assert.Throws<ArgumentOutOfRangeException>("firstEpoch", () => WeightAverage.OfEpochs(0));
        Assert.Throws<ArgumentOutOfRangeException>("patience", () => new EarlyStopping(-1));
        Assert.Throws<ArgumentOutOfRangeException>("MinimumGain", () => new EarlyStopping(1) { MinimumGain = -1 });
    }

    [Fact]
    public void StepsOfEveryOption_AllocateNothing()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        TrainerOptions options = new()
        {
            BatchSize = 4,
            AccumulatedBatches = 2,
            ClipNorm = 1,
            ClipValue = 0.1,
            Average = WeightAverage.Exponential(),
            ParameterGroups = [ParameterGroup.BiasesAndNorms with { WeightDecay = 0 }],
            Optimizer = new RmsProp(momentum: 0.9, centered: true) { L1 = 1e-4 },
            Threads = 1,
        };
        using Trainer<SoftmaxRegression> trainer = new(network, options);
        Assert.Equal(0, Allocations.OfThisThread(() => trainer.Step(Batch, Labels)));
    }

    private static float[] Initial()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        return network.Packed.ToArray();
    }

    private static float[] After(TrainerOptions options, out double loss)
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> trainer = new(network, options);
        loss = trainer.Step(Batch, Labels);
        return network.Packed.ToArray();
    }

    private static float[] AfterFit(TrainerOptions options, int epochs)
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        using Trainer<SoftmaxRegression> trainer = new(network, options);
        trainer.Fit(Train, null, epochs);
        return network.Packed.ToArray();
    }

    private static (float[] Weight, float[] Bias) Parameters(TrainerOptions? options)
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        if (options is not null)
        {
            using Trainer<SoftmaxRegression> trainer = new(network, options);
            trainer.Step(Batch, Labels);
        }

        return (network.Parameters["fc.weight"].Value, network.Parameters["fc.bias"].Value);
    }

    private static float[] Difference(float[] after, float[] before) => [.. after.Zip(before, static (a, b) => a - b)];

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-5f);
        }
    }
}
