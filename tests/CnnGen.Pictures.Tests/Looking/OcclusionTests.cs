using System;
using System.Linq;
using Xunit;

namespace CnnGen.Pictures.Tests;

public sealed class OcclusionTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(9, 7)]
    public void Map_OfALinearNetwork_IsWhatAHandComputes(int patch, int stride)
    {
        using LinearNet network = LinearNet.CreateKnown();
        float[] image = LinearNet.Image();
        HeatMap map = Occlusion.Map(network, image, label: 1, patch, stride, fill: 0.25f);
        int rows = (int)Math.Ceiling(4.0 / stride);
        int columns = (int)Math.Ceiling(5.0 / stride);
        Assert.Equal((rows, columns), (map.Height, map.Width));
        for (int cell = 0; cell < rows * columns; cell++)
        {
            // Hidden is what is less than half a patch from the cell's middle, in elements' middles; of two equal edges the upper and the left one.
            double y = ((cell / columns) + 0.5) * stride;
            double x = ((cell % columns) + 0.5) * stride;
            bool IsNear(int element, double middle) => element + 0.75 - middle > -patch / 2.0 && element + 0.75 - middle < patch / 2.0;
            float[] hidden = [.. image.Select((value, i) => IsNear(i / 5 % 4, y) && IsNear(i % 5, x) ? 0.25f : value)];
            Assert.Equal(LinearNet.Probability(hidden, 1), map.Values[cell], 1e-6);
        }
    }

    [Fact]
    public void Patch_ThatHidesNothing_LeavesTheProbability()
    {
        using LinearNet network = LinearNet.CreateKnown();
        float[] grey = [.. Enumerable.Repeat(0.5f, LinearNet.InputLength)];
        Assert.All(Occlusion.Map(network, grey, 2, patch: 3).Values.ToArray(), value => Assert.Equal(LinearNet.Probability(grey, 2), value, 1e-6));
        float[] scores = new float[3];
        network.Forward(grey, scores);
        Assert.Equal(scores[2], Occlusion.Map(network, grey, 2, patch: 3, outputsAreProbabilities: true).Values[7]);
    }

    [Fact]
    public void Batches_AreTheSameAsPlacesAlone()
    {
        // 12 x 12 places take several batches, the last one not full.
        using WideNet network = WideNet.Create(3);
        float[] image = [.. Enumerable.Range(0, 144).Select(i => MathF.Sin(i))];
        HeatMap map = Occlusion.Map(network, image, 0, patch: 1, fill: 0);
        for (int i = 0; i < image.Length; i++)
        {
            float[] hidden = [.. image];
            hidden[i] = 0;
            float[] scores = new float[2];
            network.Forward(hidden, scores);
            Assert.Equal(1 / (1 + Math.Exp(scores[1] - scores[0])), map.Values[i], 1e-6);
        }
    }

    [Fact]
    public void WrongArguments_AreRejected()
    {
        using LinearNet network = LinearNet.CreateKnown();
        using VolumeNet volumes = VolumeNet.Create(1);
        float[] image = LinearNet.Image();
        Assert.Throws<ArgumentNullException>("network", () => Occlusion.Map<LinearNet>(null!, image, 0, 1));
        Assert.Throws<ArgumentException>("sample", () => Occlusion.Map(network, [1], 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("label", () => Occlusion.Map(network, image, 3, 1));
        Assert.Throws<ArgumentOutOfRangeException>("patch", () => Occlusion.Map(network, image, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("stride", () => Occlusion.Map(network, image, 0, 1, 0));
        Assert.Throws<ArgumentException>(() => Occlusion.Map(volumes, new float[8], 0, 1));
    }
}
