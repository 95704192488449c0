using System;
using System.Linq;
using Xunit;

namespace CnnGen.Pictures.Tests;

public sealed class ClassActivationTests
{
    [Fact]
    public void Map_IsWeighedByTheHeadsWeights()
    {
        using PooledNet network = PooledNet.Create(4);
        float[] image = [.. Enumerable.Range(0, 64).Select(i => MathF.Sin(i))];
        float[] scores = new float[3];
        float[] features = new float[5 * 36];
        network.Forward(image, scores, features);
        int[] shape = [.. PooledNet.Info.Outputs[1].Shape];
        float[] bias = [.. network.Parameters["fc.bias"].Value];
        for (int label = 0; label < 3; label++)
        {
            // Its mean is the score without the bias: that is what the map takes apart.
            HeatMap map = ClassActivation.Map(features, shape, network.Parameters["fc.weight"], label);
            Assert.Equal((6, 6), (map.Height, map.Width));
            Assert.Equal(scores[label] - bias[label], map.Values.ToArray().Average(), 1e-5);

            // And with the head's gradient, which is the weight over the places, the other map is this one where it is above zero, over the places.
            float[] weight = [.. network.Parameters["fc.weight"].Value];
            float[] gradient = [.. Enumerable.Range(0, features.Length).Select(i => weight[(label * 5) + (i / 36)] / 36)];
            float[] rectified = [.. map.Values.ToArray().Select(value => Math.Max(0, value) / 36)];
            Assert.All(rectified.Zip(ClassActivation.GradientMap(features, gradient, shape).Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        }
    }

    [Fact]
    public void GradientMap_CountsByHand()
    {
        HeatMap map = ClassActivation.GradientMap([1, 2, 3, 4, 5, 6], [0, 3, -2, -4, -2, 0], [3, 1, 2]);

        // Mean gradients 1.5, -3 and -1.
        Assert.Equal([0, 0], map.Values.ToArray());
        // 1, 0 and -1.
        Assert.Equal([11.5f, 13], ClassActivation.GradientMap([1, 2, 3, 4, -10.5f, -11], [0, 2, 0, 0, -2, 0], [3, 1, 2]).Values.ToArray());
    }

    [Fact]
    public void WrongArguments_AreRejected()
    {
        using PooledNet network = PooledNet.Create(4);
        Parameter weight = network.Parameters["fc.weight"];
        Assert.Throws<ArgumentException>("features", () => ClassActivation.Map([1], [5, 6, 6], weight, 0));
        Assert.Throws<ArgumentException>("weight", () => ClassActivation.Map(new float[4], [4, 1, 1], weight, 0));
        Assert.Throws<ArgumentOutOfRangeException>("label", () => ClassActivation.Map(new float[5], [5, 1, 1], weight, 3));
        Assert.Throws<ArgumentException>("gradient", () => ClassActivation.GradientMap([1, 2], [1], [2, 1, 1]));
    }
}
