using System;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

/// <summary>Fit ends where numbers stop being finite, and says where that began.</summary>
public sealed class DivergenceTests
{
    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void SampleThatIsNotFinite_IsNamed_AndTheWeightsAreThoseBeforeIt(float value, string text)
    {
        Dataset data = Broken(Samples.Clouds(100, 1), sample: 41, element: 3, value);
        using SoftmaxRegression network = SoftmaxRegression.Create(3);
        using Trainer<SoftmaxRegression> trainer = new(network, Options(new Adam(1e-2)));
        float[] before = network.Packed.ToArray();
        NotFiniteNumberException exception = Assert.Throws<NotFiniteNumberException>(() => trainer.Fit(data, null, epochs: 2));
        Assert.Contains($"training stopped at step {trainer.StepCount + 1}, in epoch 1: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"sample 41 of the training set has {text} at element 3", exception.Message, StringComparison.Ordinal);
        Assert.All(network.Packed.ToArray(), weight => Assert.True(float.IsFinite(weight)));

        // As many steps on the same order and no more.
        using SoftmaxRegression same = SoftmaxRegression.Create(3);
        int steps = 0;
        using Trainer<SoftmaxRegression> whole = new(same, Options(new Adam(1e-2), _ => before = ++steps == trainer.StepCount ? same.Packed.ToArray() : before));
        whole.Fit(Samples.Clouds(100, 1), null, epochs: 1);
        Assert.Equal(before, network.Packed.ToArray());
    }

    [Fact]
    public void WeightThatIsNotFinite_IsNamed_FrozenOnesToo()
    {
        foreach (string name in new[] { "fc.weight", "scale", "fc.bias" })
        {
            using SoftmaxRegression network = SoftmaxRegression.Create(3);
            network.Parameters[name].Value = [.. network.Parameters[name].Value[..^1], float.NaN];
            string message = MessageOf(network, new Adam(1e-2), Samples.Clouds(100, 1));
            Assert.Contains("training stopped at step 1, in epoch 1: ", message, StringComparison.Ordinal);
            Assert.Contains($"parameter '{name}' holds NaN", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1e10)]
    [InlineData(1e30)]
    [InlineData(1e38)]
    public void LearningRateThatIsTooHigh_StopsTheTraining_AndNamesAParameter(double rate)
    {
        // Large inputs, so that the rates are too high for one layer. Adam's steps are as large as the rate, whatever the gradients.
        Optimizer[] optimizers = [new Sgd(rate), new Sgd(rate, momentum: 0.9), new Adam(Math.Max(rate, 1e28))];
        foreach (Optimizer optimizer in optimizers)
        {
            using SoftmaxRegression network = SoftmaxRegression.Create(3);
            Dataset data = Scaled(Samples.Clouds(100, 1), 1e15f);
            string message = MessageOf(network, optimizer, data);
            Assert.Contains("training stopped at step ", message, StringComparison.Ordinal);
            Assert.Contains("learning rate", message, StringComparison.Ordinal);
            Assert.True(network.Parameters.Any(parameter => message.Contains($"'{parameter.Name}'", StringComparison.Ordinal)), message);
            Assert.Equal(
                message.Contains("has the weights from before", StringComparison.Ordinal),
                network.Packed.ToArray().All(float.IsFinite));
        }
    }

    [Fact]
    public void StepByHand_GoesOn_AsInPyTorch()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(3);
        using Trainer<SoftmaxRegression> trainer = new(network, Options(new Adam(1e-2)));
        Assert.True(double.IsNaN(trainer.Step([float.NaN, 0, 0, 0, 0], [1])));
        Assert.Equal(1, trainer.StepCount);
    }

    [Fact]
    public void TrainingThatIsFinite_IsNotStopped()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(3);
        using Trainer<SoftmaxRegression> trainer = new(network, Options(new Sgd(1e-36)));
        trainer.Fit(Scaled(Samples.Clouds(100, 1), 1e34f), null, epochs: 3);
        Assert.Equal(3 * 13, trainer.StepCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(65)]
    public void Search_FindsTheFirstAtEveryPlace(int length)
    {
        float[] values = [.. Enumerable.Repeat(float.MaxValue, length)];
        Assert.Equal(-1, NonFinite.IndexIn(values));
        Array.Fill(values, -float.Epsilon);
        Assert.Equal(-1, NonFinite.IndexIn(values));
        for (int place = length - 1; place >= 0; place--)
        {
            values[place] = (place % 3) switch { 0 => float.NaN, 1 => float.PositiveInfinity, _ => float.NegativeInfinity };
            Assert.Equal(place, NonFinite.IndexIn(values));
        }
    }

    private static string MessageOf(SoftmaxRegression network, Optimizer optimizer, Dataset data)
    {
        using Trainer<SoftmaxRegression> trainer = new(network, Options(optimizer));
        NotFiniteNumberException exception = Assert.Throws<NotFiniteNumberException>(() => trainer.Fit(data, null, epochs: 20));
        Assert.False(double.IsFinite(exception.OffendingNumber));
        return exception.Message;
    }

    private static TrainerOptions Options(Optimizer optimizer, Action<TrainingProgress>? onStep = null) =>
        new() { BatchSize = 8, Seed = 4, Threads = 2, Optimizer = optimizer, OnStep = onStep };

    private static ChangedDataset Broken(Dataset data, int sample, int element, float value) => new(data, (index, x) =>
    {
        if (index == sample)
        {
            x[element] = value;
        }
    });

    private static ChangedDataset Scaled(Dataset data, float scale) => new(data, (_, x) =>
    {
        for (int i = 0; i < x.Length; i++)
        {
            x[i] *= scale;
        }
    });

    private sealed class ChangedDataset(Dataset data, Action<int, float[]> change) : Dataset
    {
        public override int Count => data.Count;

        public override int SampleLength => data.SampleLength;

        public override void Read(int index, Span<float> sample)
        {
            float[] x = new float[sample.Length];
            data.Read(index, x);
            change(index, x);
            x.CopyTo(sample);
        }

        public override int Label(int index) => data.Label(index);
    }
}
