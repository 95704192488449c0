using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace CnnGen.Pictures.Tests;

public sealed class MaximalActivationsTests
{
    private const int Samples = 40;

    [Fact]
    public void Samples_AreThoseOfASort()
    {
        using MarkedNet network = MarkedNet.Create(5);
        InMemoryDataset data = Data();
        float[] scores = new float[3];
        IReadOnlyList<Activation> found = MaximalActivations.Find<MarkedNet>(data, "features", 1, 7, (x, y) => network.Forward(x, scores, y, []));

        Activation[] all = new Activation[Samples];
        float[] sample = new float[16];
        float[] features = new float[8];
        for (int i = 0; i < Samples; i++)
        {
            data.Read(i, sample);
            network.Forward(sample, scores, features, []);
            int largest = Array.IndexOf(features, features.Skip(4).Max(), 4) - 4;
            all[i] = new Activation(i, features[4 + largest], largest / 2, largest % 2);
        }

        Assert.Equal(all.OrderByDescending(activation => activation.Value).Take(7), found);
    }

    /// <summary>The own output is a layer's too: what Forward gives in batches.</summary>
    [Fact]
    public void Samples_OfAnInspectedNetwork_AreThoseOfALayer()
    {
        using InspectedNet network = InspectedNet.Create(5);
        InMemoryDataset data = new([.. Enumerable.Range(0, 64 * Samples).Select(i => MathF.Sin(i * i))], new int[Samples]);
        float[] scores = new float[3 * Samples];
        float[] samples = new float[64 * Samples];
        for (int i = 0; i < Samples; i++)
        {
            data.Read(i, samples.AsSpan(i * 64, 64));
        }

        network.Forward(samples, scores);
        int[] expected = [.. Enumerable.Range(0, Samples).OrderByDescending(i => scores[(i * 3) + 1]).Take(5)];
        Assert.Equal(expected, MaximalActivations.Find(network, data, "fc", 1, 5).Select(activation => activation.Sample));

        Activation strongest = MaximalActivations.Find(network, data, "deep", 3, 1)[0];
        network.Outputs.Compute(samples.AsSpan(strongest.Sample * 64, 64));
        Assert.Equal(strongest.Value, network.Outputs["deep"].Values[(3 * 4) + (strongest.Row * 2) + strongest.Column]);
        Assert.Equal(NetworkPictures.Activations(network.Outputs["deep"].Values, [4, 2, 2], scale: 3).ToPng(), NetworkPictures.Activations(network.Outputs["deep"], scale: 3).ToPng());
        Assert.Throws<ArgumentException>("layer", () => MaximalActivations.Find(network, data, "depth", 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("channel", () => MaximalActivations.Find(network, data, "deep", 4, 1));
    }

    [Fact]
    public void EqualSamples_ComeInTheirOrder()
    {
        using MarkedNet network = MarkedNet.Create(5);
        float[] scores = new float[3];
        InMemoryDataset data = new(new float[16 * 5], [0, 0, 0, 0, 0]);
        IReadOnlyList<Activation> found = MaximalActivations.Find<MarkedNet>(data, "hidden", 3, 9, (x, y) => network.Forward(x, scores, [], y));
        Assert.Equal([0, 1, 2, 3, 4], found.Select(activation => activation.Sample));
        Assert.Equal([0, 1], MaximalActivations.Find<MarkedNet>(data, "hidden", 3, 2, (x, y) => network.Forward(x, scores, [], y)).Select(activation => activation.Sample));
    }

    [Fact]
    public void NetworksOwnOutput_IsOneToo()
    {
        using MarkedNet network = MarkedNet.Create(5);
        IReadOnlyList<Activation> found = MaximalActivations.Find<MarkedNet>(Data(), "output", 2, 1, network.Forward);
        float[] scores = new float[3 * Samples];
        float[] samples = new float[16 * Samples];
        for (int i = 0; i < Samples; i++)
        {
            Data().Read(i, samples.AsSpan(i * 16, 16));
        }

        network.Forward(samples, scores);
        Assert.Equal(Enumerable.Range(0, Samples).Max(i => scores[(i * 3) + 2]), found[0].Value);
    }

    [Fact]
    public void WrongArguments_AreRejected()
    {
        using MarkedNet network = MarkedNet.Create(5);
        InMemoryDataset data = Data();
        Assert.Throws<ArgumentException>("output", () => MaximalActivations.Find<MarkedNet>(data, "conv9", 0, 1, network.Forward));
        Assert.Throws<ArgumentOutOfRangeException>("channel", () => MaximalActivations.Find<MarkedNet>(data, "features", 2, 1, network.Forward));
        Assert.Throws<ArgumentOutOfRangeException>("channel", () => MaximalActivations.Find<MarkedNet>(data, "hidden", 4, 1, network.Forward));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => MaximalActivations.Find<MarkedNet>(data, "hidden", 0, 0, network.Forward));
        Assert.Throws<ArgumentException>("dataset", () => MaximalActivations.Find<MarkedNet>(new InMemoryDataset([1f], [0]), "hidden", 0, 1, network.Forward));
    }

    private static InMemoryDataset Data()
    {
        Random random = new(2);
        return new InMemoryDataset([.. Enumerable.Range(0, 16 * Samples).Select(_ => random.NextSingle())], new int[Samples]);
    }
}
