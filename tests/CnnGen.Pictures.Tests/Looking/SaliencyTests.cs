using System;
using System.Linq;
using Xunit;

namespace CnnGen.Pictures.Tests;

public sealed class SaliencyTests
{
    [Fact]
    public void Map_OfALinearNetwork_IsTheLargestWeightOfItsChannels()
    {
        using LinearNet network = LinearNet.CreateKnown();
        for (int label = 0; label < 3; label++)
        {
            HeatMap map = Saliency.Map(network, LinearNet.Image(), label);
            float[] expected = [.. Enumerable.Range(0, 20).Select(i => Enumerable.Range(0, 3).Max(channel => Math.Abs(LinearNet.Weight((label * 60) + (channel * 20) + i))))];
            Assert.Equal((4, 5), (map.Height, map.Width));
            Assert.Equal(expected, map.Values.ToArray());
        }
    }

    [Fact]
    public void Map_IsTheDifferenceQuotient()
    {
        using WideNet network = WideNet.Create(3);
        float[] image = [.. Enumerable.Range(0, 144).Select(i => MathF.Sin(i))];
        HeatMap map = Saliency.Map(network, image, 1);
        float Score(int place, float step)
        {
            float[] moved = [.. image];
            moved[place] += step;
            float[] scores = new float[2];
            network.Forward(moved, scores);
            return scores[1];
        }

        // Smooth activations: no kinks between the two.
        Assert.All(Enumerable.Range(0, 144), place => Assert.Equal(Math.Abs(Score(place, 0.01f) - Score(place, -0.01f)) / 0.02, map.Values[place], 1e-4));
        Assert.True(map.Values.ToArray().Max() > 0.01);
    }

    [Fact]
    public void NetworkWhoseTrainingDiffers_IsRefusedAndStaysAsItIs()
    {
        using NormedNet normed = NormedNet.Create(1);
        float[] image = [.. Enumerable.Range(0, 16).Select(i => MathF.Cos(i))];
        float[][] before = [.. normed.Parameters.Select(parameter => (float[])[.. parameter.Value])];
        NotSupportedException exception = Assert.Throws<NotSupportedException>(() => Saliency.Map(normed, image, 0));
        Assert.Contains("NormedNet", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, normed.Parameters.Select(parameter => (float[])[.. parameter.Value]));

        using DroppedNet dropped = DroppedNet.Create(1);
        Assert.Throws<NotSupportedException>(() => Saliency.Map(dropped, image, 0));
    }

    [Fact]
    public void WrongArguments_AreRejected()
    {
        using LinearNet network = LinearNet.CreateKnown();
        Assert.Throws<ArgumentNullException>("network", () => Saliency.Map<LinearNet>(null!, LinearNet.Image(), 0));
        Assert.Throws<ArgumentException>("sample", () => Saliency.Map(network, [1], 0));
        Assert.Throws<ArgumentOutOfRangeException>("label", () => Saliency.Map(network, LinearNet.Image(), -1));
    }
}
