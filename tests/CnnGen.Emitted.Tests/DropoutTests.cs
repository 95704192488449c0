using System;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Which elements dropout takes while training, and what becomes of the others.</summary>
public sealed class DropoutTests
{
    private const int Samples = 4;
    private const float Kept = 1 / (1 - 0.3f);

    private static readonly Lazy<Assembly> Networks = new(() => NetworkCompiler.Compile(
        "[Input(5, 20, 30)] [Dropout(0.3)] public partial class Dropped; [Input(200, 2, 3)] [ChannelDropout(0.3)] public partial class Channels; [Input(20, 3, 5)] [StochasticDepth(0.3)] public partial class Branch;"));

    [Fact]
    public void Training_DropsTheShare_AndScalesTheOthers()
    {
        using NetworkHandle network = NetworkHandle.Create(Networks.Value, "Dropped");
        using TrainingGraph graph = network.CreateTrainingGraph(Samples);
        float[] y = Masks(graph, seed: 1, step: 1);
        Assert.All(y, value => Assert.True(value == 0 || Math.Abs(value - Kept) < 1e-6f, $"{value}"));

        // Within five standard deviations of the binomial distribution.
        double dropped = y.Count(value => value == 0) / (double)y.Length;
        Assert.InRange(dropped, 0.3 - (5 * Math.Sqrt(0.21 / y.Length)), 0.3 + (5 * Math.Sqrt(0.21 / y.Length)));
    }

    [Fact]
    public void Gradient_GoesWhereValuesWent()
    {
        using NetworkHandle network = NetworkHandle.Create(Networks.Value, "Dropped");
        using TrainingGraph graph = network.CreateTrainingGraph(Samples);
        float[] y = Masks(graph, seed: 1, step: 1);
        Assert.Equal(y, Gradient(graph, y.Length));
    }

    [Fact]
    public void Masks_FollowFromSeedStepAndSample()
    {
        using NetworkHandle network = NetworkHandle.Create(Networks.Value, "Dropped");
        using TrainingGraph graph = network.CreateTrainingGraph(Samples);
        float[] first = Masks(graph, seed: 1, step: 1);
        Assert.NotEqual(first, Masks(graph, seed: 1, step: 2));
        Assert.NotEqual(first, Masks(graph, seed: 2, step: 1));
        Assert.Equal(first, Masks(graph, seed: 1, step: 1));
        Assert.NotEqual(first[..network.InputLength], first[network.InputLength..(2 * network.InputLength)]);
    }

    [Fact]
    public void ChannelDropout_DropsWholeChannels()
    {
        const int Plane = 2 * 3;
        using NetworkHandle network = NetworkHandle.Create(Networks.Value, "Channels");
        using TrainingGraph graph = network.CreateTrainingGraph(Samples);
        float[] y = Masks(graph, seed: 1, step: 1);
        Assert.All(y.Chunk(Plane), channel => Assert.Single(channel.Distinct()));
        Assert.All(y, value => Assert.True(value == 0 || Math.Abs(value - Kept) < 1e-6f, $"{value}"));
        double channels = y.Length / Plane;
        double dropped = y.Count(value => value == 0) / (double)y.Length;
        Assert.InRange(dropped, 0.3 - (5 * Math.Sqrt(0.21 / channels)), 0.3 + (5 * Math.Sqrt(0.21 / channels)));
        Assert.Equal(y, Gradient(graph, y.Length));
    }

    [Fact]
    public void StochasticDepth_DropsWholeSamples()
    {
        const int Steps = 200;
        using NetworkHandle network = NetworkHandle.Create(Networks.Value, "Branch");
        using TrainingGraph graph = network.CreateTrainingGraph(Samples);
        int dropped = 0;
        for (int step = 0; step < Steps; step++)
        {
            float[] y = Masks(graph, seed: 1, step);
            Assert.All(y.Chunk(network.OutputLength), sample => Assert.Single(sample.Distinct()));
            Assert.All(y, value => Assert.True(value == 0 || Math.Abs(value - Kept) < 1e-6f, $"{value}"));
            Assert.Equal(y, Gradient(graph, y.Length));
            dropped += y.Count(value => value == 0) / network.OutputLength;
        }

        double samples = Steps * Samples;
        Assert.InRange(dropped / samples, 0.3 - (5 * Math.Sqrt(0.21 / samples)), 0.3 + (5 * Math.Sqrt(0.21 / samples)));
    }

    [Theory]
    [InlineData("Dropped")]
    [InlineData("Channels")]
    [InlineData("Branch")]
    public void Forward_DropsNothing(string name)
    {
        using NetworkHandle network = NetworkHandle.Create(Networks.Value, name);
        float[] x = LeNet5Tests.RandomValues(network.InputLength, 3);
        Assert.Equal(x, network.Forward(x));
    }

    private static float[] Gradient(TrainingGraph graph, int length)
    {
        float[] dx = new float[length];
        graph.Backward(Enumerable.Repeat(1f, length).ToArray(), dx);
        return dx;
    }

    private static float[] Masks(TrainingGraph graph, ulong seed, long step)
    {
        graph.DropoutSeed = seed;
        graph.Step = step;
        float[] y = new float[Samples * graph.OutputLength];
        graph.Forward(Enumerable.Repeat(1f, y.Length).ToArray(), y);
        return y;
    }
}
