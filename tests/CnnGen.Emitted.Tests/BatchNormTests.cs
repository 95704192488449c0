using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Normalisation by the batch: shards, threads, gradients, and what inference folds into other layers.</summary>
public sealed class BatchNormTests
{
    private const int Batch = 13;

    private static readonly Lazy<Assembly> Networks = new(() => NetworkCompiler.Compile("""
        [Input(3, 9, 9)]
        [Conv(20, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool(3)]
        [Conv(7, 3), BatchNorm(Epsilon = 1e-3, Momentum = 0.3), Add("conv2"), Tanh]
        [Linear(5, Name = "head"), BatchNorm(Affine = false, Name = "last")]
        public partial class Normalised;

        [Input(6, 5, 5)]
        [Conv(8, 3, Groups = 2), BatchNorm, ReLU]
        [BatchNorm(Name = "alone"), Conv(4, 1, Name = "behind")]
        public partial class Folded;
        """));

    [Fact]
    public void Training_IsTheSameBits_OnAnyNumberOfThreads()
    {
        float[][] all = new[] { 1, 2, 3, 5 }.Select(threads =>
        {
            using NetworkHandle network = NetworkHandle.Create(Networks.Value, "Normalised");
            using TrainingGraph graph = network.CreateTrainingGraph(Batch);
            graph.Threads = threads;
            float[] x = LeNet5Tests.RandomValues(Batch * network.InputLength, 3);
            float[] y = new float[Batch * network.OutputLength];
            float[] dx = new float[x.Length];
            graph.Forward(x, y);
            graph.Backward(LeNet5Tests.RandomValues(y.Length, 4), dx);
            return y.Concat(dx).Concat(graph.PackedGradients.ToArray()).Concat(graph.PackedWeights.ToArray()).ToArray();
        }).ToArray();
        Assert.All(all, bits => Assert.Equal(all[0], bits));
    }

    /// <summary>The slope of a weighted sum of all outputs along a random direction of inputs and weights, against the difference quotient.</summary>
    [Fact]
    public void Gradient_IsTheSlope()
    {
        using NetworkHandle network = NetworkHandle.Create(Networks.Value, "Normalised");
        using TrainingGraph graph = network.CreateTrainingGraph(Batch);
        float[] x = LeNet5Tests.RandomValues(Batch * network.InputLength, 3);
        float[] y = new float[Batch * network.OutputLength];
        float[] dy = LeNet5Tests.RandomValues(y.Length, 4);
        float[] dx = new float[x.Length];
        graph.Forward(x, y);
        graph.Backward(dy, dx);

        double slope = Dot(dx, LeNet5Tests.RandomValues(x.Length, 5));
        float[][] values = graph.Gradients.Select(gradient => network.Parameters[gradient.Name].Value.ToArray()).ToArray();
        for (int parameter = 0; parameter < graph.Gradients.Count; parameter++)
        {
            slope += Dot(graph.Gradients[parameter].Value, LeNet5Tests.RandomValues(values[parameter].Length, 6 + parameter));
        }

        const float Step = 2e-4f;
        double quotient = (LossAt(Step) - LossAt(-Step)) / (2 * Step);
        Assert.InRange(quotient, slope - (0.02 * Math.Abs(slope)) - 0.02, slope + (0.02 * Math.Abs(slope)) + 0.02);

        double LossAt(float step)
        {
            for (int parameter = 0; parameter < graph.Gradients.Count; parameter++)
            {
                float[] direction = LeNet5Tests.RandomValues(values[parameter].Length, 6 + parameter);
                network.Parameters[graph.Gradients[parameter].Name].Value = values[parameter].Zip(direction, (value, way) => value + (step * way)).ToArray();
            }

            graph.Forward(x.Zip(LeNet5Tests.RandomValues(x.Length, 5), (value, way) => value + (step * way)).ToArray(), y);
            return Dot(y, dy);
        }
    }

    /// <summary>Behind a convolution of groups, alone, and in front of one: what Forward gives is the layers' definition.</summary>
    [Fact]
    public void Forward_IsTheDefinition_AndFollowsEveryChange()
    {
        using NetworkHandle network = NetworkHandle.Create(Networks.Value, "Folded");
        using NetworkHandle fork = network.Fork();
        float[] x = LeNet5Tests.RandomValues(network.InputLength, 1);
        float[] before = network.Forward(x);
        foreach ((Parameter parameter, int seed) in network.Parameters.Select((parameter, index) => (parameter, index + 10)))
        {
            bool isPositive = parameter.Name.EndsWith("running_var", StringComparison.Ordinal);
            parameter.Value = LeNet5Tests.RandomValues(parameter.Length, seed).Select(value => isPositive ? 0.5f + Math.Abs(value) : value).ToArray();
        }

        double[] expected = Define(network.Parameters, x);
        float[] actual = network.Forward(x);
        Assert.NotEqual(before, actual);
        Assert.Equal(actual, fork.Forward(x));
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.InRange(actual[i], expected[i] - 1e-4, expected[i] + 1e-4);
        }
    }

    [Fact]
    public void Training_ChangesWhatForwardReads()
    {
        using NetworkHandle network = NetworkHandle.Create(Networks.Value, "Folded");
        using TrainingGraph graph = network.CreateTrainingGraph(4);
        float[] x = LeNet5Tests.RandomValues(4 * network.InputLength, 1);
        float[] before = network.Forward(x);
        graph.Forward(x, new float[4 * network.OutputLength]);
        float[] after = network.Forward(x);
        Assert.NotEqual(before, after);
        graph.PackedWeights.Clear();
        graph.WeightsChanged();
        Assert.All(network.Forward(x), value => Assert.Equal(0, value));
    }

    [Fact]
    public void ASingleValueAChannel_IsRefused()
    {
        using NetworkHandle network = NetworkHandle.Create(Networks.Value, "Normalised");
        using TrainingGraph graph = network.CreateTrainingGraph(1);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => graph.Forward(new float[network.InputLength], new float[network.OutputLength]));
        Assert.Contains("more than one value a channel", error.Message, StringComparison.Ordinal);
    }

    /// <summary>PyTorch's names and types: the counter is a 64-bit integer without axes.</summary>
    [Fact]
    public void Statistics_AreSavedAndLoaded()
    {
        using NetworkHandle network = NetworkHandle.Create(Networks.Value, "Folded");
        using TrainingGraph graph = network.CreateTrainingGraph(4);
        for (int step = 0; step < 3; step++)
        {
            graph.Forward(LeNet5Tests.RandomValues(4 * network.InputLength, step), new float[4 * network.OutputLength]);
        }

        Assert.Equal(
            ["bn1.weight", "bn1.bias", "bn1.running_mean", "bn1.running_var", "bn1.num_batches_tracked"],
            network.Parameters.Select(parameter => parameter.Name).Where(name => name.StartsWith("bn1", StringComparison.Ordinal)));
        Assert.Equal(["conv1.weight", "conv1.bias", "bn1.weight", "bn1.bias", "alone.weight", "alone.bias", "behind.weight", "behind.bias"], graph.Gradients.Select(gradient => gradient.Name));
        using TemporaryFolder folder = new();
        string path = folder["folded.safetensors"];
        network.Save(path);
        string header = Encoding.UTF8.GetString(File.ReadAllBytes(path));
        Assert.Contains("\"bn1.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],", header, StringComparison.Ordinal);
        using NetworkHandle loaded = network.Load(path);
        Assert.Equal(3, loaded.Parameters["bn1.num_batches_tracked"].Value[0]);
        Assert.All(network.Parameters, parameter => Assert.Equal(parameter.Value.ToArray(), loaded.Parameters[parameter.Name].Value.ToArray()));
    }

    private static double Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        double sum = 0;
        for (int i = 0; i < one.Length; i++)
        {
            sum += (double)one[i] * other[i];
        }

        return sum;
    }

    private static double[] Define(ParameterCollection parameters, float[] x)
    {
        float[] weight = parameters["conv1.weight"].Value;
        float[] bias = parameters["conv1.bias"].Value;
        double[] sums = new double[8 * 9];
        for (int filter = 0; filter < 8; filter++)
        {
            for (int place = 0; place < 9; place++)
            {
                double sum = bias[filter];
                for (int tap = 0; tap < 27; tap++)
                {
                    (int channel, int row, int column) = (tap / 9, tap / 3 % 3, tap % 3);
                    int input = (((filter / 4 * 3) + channel) * 25) + (((place / 3) + row) * 5) + (place % 3) + column;
                    sum += (double)weight[(filter * 27) + tap] * x[input];
                }

                sums[(filter * 9) + place] = Math.Max(0, Normalise("bn1", filter, sum));
            }
        }

        float[] last = parameters["behind.weight"].Value;
        float[] lastBias = parameters["behind.bias"].Value;
        return Enumerable.Range(0, 4 * 9).Select(index => lastBias[index / 9] + Enumerable.Range(0, 8).Sum(
            channel => last[(index / 9 * 8) + channel] * Normalise("alone", channel, sums[(channel * 9) + (index % 9)]))).ToArray();

        double Normalise(string name, int channel, double value) =>
            ((value - parameters[$"{name}.running_mean"].Value[channel]) / Math.Sqrt(parameters[$"{name}.running_var"].Value[channel] + 1e-5)
            * parameters[$"{name}.weight"].Value[channel]) + parameters[$"{name}.bias"].Value[channel];
    }
}
