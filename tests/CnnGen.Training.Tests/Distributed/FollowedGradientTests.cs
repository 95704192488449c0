using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

/// <summary>Gradients that are told of while the backward pass goes on.</summary>
public sealed class FollowedGradientTests
{
    private const int Samples = 20;

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 4, 100)]
    [InlineData(4, 2, 1)]
    [InlineData(4, 8, 300)]
    [InlineData(4, 2, 1 << 20)]
    public void EachStretch_IsToldOnceWithWhatItStaysAt(int threads, int repeats, int floats)
    {
        Check<PlainNetwork>(threads, repeats, floats, static _ => { });
        Check<TwoHeads>(threads, repeats, floats, static _ => { });
        Check<PixelClasses>(threads, repeats, floats, static _ => { });
        Check<SoftmaxRegression>(threads, repeats, floats, static _ => { });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void WhatIsFrozen_IsZeroOrNotTold(int floats)
    {
        Check<PlainNetwork>(2, 2, floats, static graph => graph.Freeze("conv1", "conv2"));
        Check<PlainNetwork>(2, 2, floats, static graph => graph.Freeze(static name => name.EndsWith("bias", StringComparison.Ordinal)));
        Check<PlainNetwork>(2, 2, floats, static graph => graph.Freeze("fc1"));
        Check<TwoHeads>(2, 2, floats, static graph => graph.Freeze(static name => !name.StartsWith("bn", StringComparison.Ordinal)));
        Check<TwoHeads>(2, 2, floats, static graph => graph.Freeze(static _ => true));
    }

    /// <summary>Layers that wait for the batch tell those behind them before they are done themselves; the heads' products come with them.</summary>
    [Fact]
    public void LastLayers_AreToldFirst()
    {
        using TwoHeads network = TwoHeads.Create(1);
        using TrainingGraph graph = network.CreateTrainingGraph(Samples);
        List<string> told = [];
        graph.FollowGradients(1, place =>
        {
            GradientStretch stretch = graph.GradientStretches[place];
            told.Add(graph.Segments.ToArray().First(segment => segment.Offset == stretch.First).Name);
        });
        Run(graph, 1);
        Assert.Equal("conv1.weight", told[^1]);
        Assert.True(told.IndexOf("fc2.weight") < told.IndexOf("conv1.weight"), string.Join(" ", told));
        Assert.True(told.IndexOf("conv2.weight") < told.IndexOf("bn1.weight"), string.Join(" ", told));
    }

    [Fact]
    public void ShortStretches_AreRefused()
    {
        using TwoHeads network = TwoHeads.Create(1);
        using TrainingGraph graph = network.CreateTrainingGraph(Samples);
        Assert.Throws<ArgumentOutOfRangeException>(() => graph.FollowGradients(0, static _ => { }));
    }

    private static void Check<T>(int threads, int repeats, int floats, Action<TrainingGraph> prepare)
        where T : class, ITrainableNetwork<T>
    {
        using T network = T.Create(1);
        using TrainingGraph expected = network.CreateTrainingGraph(Samples);
        prepare(expected);
        using TrainingGraph graph = network.CreateTrainingGraph(Samples);
        graph.Threads = threads;
        object gate = new();
        Dictionary<int, float[]> told = [];
        graph.FollowGradients(floats, place =>
        {
            (int first, int length) = graph.GradientStretches[place];
            float[] gradients = graph.PackedGradients.Slice(first, length).ToArray();
            lock (gate)
            {
                told.Add(place, gradients);
            }
        });
        prepare(graph);
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            told.Clear();
            Run(expected, repeat);
            Run(graph, repeat);
            Assert.Equal(expected.PackedGradients, graph.PackedGradients);
            Assert.Equal(graph.GradientStretches.Length, told.Count);
            float[] sum = new float[graph.PackedGradients.Length];
            foreach ((int place, float[] gradients) in told)
            {
                gradients.CopyTo(sum.AsSpan(graph.GradientStretches[place].First));
            }

            Assert.Equal(expected.PackedGradients, sum.AsSpan());
        }
    }

    private static void Run(TrainingGraph graph, int seed)
    {
        Random random = new(seed);
        float[] inputs = [.. Enumerable.Range(0, Samples * graph.InputLength).Select(_ => (float)random.NextDouble())];
        float[] outputs = new float[Samples * graph.OutputLength];
        ReadOnlyMemory<float>[] further = [.. graph.Outputs.Skip(1).Select(output => new ReadOnlyMemory<float>([.. Enumerable.Range(0, Samples * output.Length).Select(_ => (float)random.NextDouble())]))];
        graph.Step = seed;
        graph.Forward(inputs, outputs);
        graph.Backward([.. outputs.Select(_ => (float)random.NextDouble() - 0.5f)], [], further);
    }
}
