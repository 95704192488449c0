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
        AssertIsTheQuotient(network);
    }

    [Fact]
    public void Map_OfANetworkWhoseTrainingDiffers_IsThatOfForward()
    {
        using NormedNet normed = NormedNet.Create(1);
        normed.Parameters["bn1.running_mean"].Value = [0.3f, -0.2f, 0.1f, 0.5f];
        normed.Parameters["bn1.running_var"].Value = [0.5f, 2, 1.5f, 0.25f];
        float[][] before = [.. normed.Parameters.Select(parameter => (float[])[.. parameter.Value])];
        AssertIsTheQuotient(normed);
        Assert.Equal(before, normed.Parameters.Select(parameter => (float[])[.. parameter.Value]));

        using DroppedNet dropped = DroppedNet.Create(1);
        AssertIsTheQuotient(dropped);
    }

    /// <summary>Of networks of one channel whose activations are smooth: no kinks between the two points.</summary>
    private static void AssertIsTheQuotient<T>(T network)
        where T : class, ITrainableNetwork<T>
    {
        float[] image = [.. Enumerable.Range(0, T.InputLength).Select(i => MathF.Sin(i))];
        HeatMap map = Saliency.Map(network, image, 1);
        float Score(int place, float step)
        {
            float[] moved = [.. image];
            moved[place] += step;
            float[] scores = new float[T.OutputLength];
            network.Forward(moved, scores);
            return scores[1];
        }

        Assert.All(Enumerable.Range(0, T.InputLength), place => Assert.Equal(Math.Abs(Score(place, 0.01f) - Score(place, -0.01f)) / 0.02, map.Values[place], 1e-4));
        Assert.True(map.Values.ToArray().Max() > 0.01);
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
