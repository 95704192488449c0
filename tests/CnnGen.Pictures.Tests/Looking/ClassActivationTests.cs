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

    /// <summary>The gradient is that of the network that begins at the layer, by differences.</summary>
    [Fact]
    public void GradientMap_OfALayer_FollowsFromTheNetworkBehindIt()
    {
        const int Plane = 64;
        using InspectedNet network = InspectedNet.Create(4);
        using BehindFeaturesNet behind = BehindFeaturesNet.Create(1);
        network.Parameters["bn1.running_mean"].Value = [0.1f, -0.2f, 0.3f, 0, 0.2f];
        network.Parameters["bn1.running_var"].Value = [0.5f, 2, 0.25f, 1, 1.5f];
        foreach (Parameter parameter in behind.Parameters)
        {
            parameter.Value = network.Parameters[parameter.Name].Value;
        }

        float[] image = [.. Enumerable.Range(0, Plane).Select(i => MathF.Sin(i))];
        network.Outputs.Compute(image);
        float[] features = network.Outputs["features"].Values.ToArray();
        float largest = 0;
        for (int label = 0; label < 3; label++)
        {
            float[] gradient = [.. Enumerable.Range(0, features.Length).Select(i => (Score(i, 0.02f) - Score(i, -0.02f)) / 0.04f)];
            HeatMap expected = ClassActivation.GradientMap(features, gradient, [5, 8, 8]);
            HeatMap map = ClassActivation.GradientMap(network, image, "features", label);
            Assert.Equal((8, 8), (map.Height, map.Width));
            Assert.All(expected.Values.ToArray().Zip(map.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 3e-6f));
            largest = Math.Max(largest, map.Values.ToArray().Max());

            float Score(int place, float step)
            {
                float[] moved = [.. features];
                float[] scores = new float[3];
                moved[place] += step;
                behind.Forward(moved, scores);
                return scores[label];
            }
        }

        Assert.InRange(largest, 3e-4f, float.PositiveInfinity);
        Assert.Throws<ArgumentException>("layer", () => ClassActivation.GradientMap(network, image, "conv3", 0));
        Assert.Throws<ArgumentOutOfRangeException>("label", () => ClassActivation.GradientMap(network, image, "conv1", 3));
        Assert.Throws<ArgumentException>("sample", () => ClassActivation.GradientMap(network, [1], "conv1", 0));
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
