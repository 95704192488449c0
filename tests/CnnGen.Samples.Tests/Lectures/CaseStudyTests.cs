using System;
using System.Collections.Generic;
using System.Linq;
using Lectures.Architectures;
using Lectures.Screen;
using Xunit;

namespace CnnGen.Samples.Tests.Lectures;

/// <summary>The case studies against the lectures' tables.</summary>
public sealed class CaseStudyTests
{
    [Fact]
    public void LeNet5_IsAsTaught()
    {
        Assert.Equal(["6x28x28", "6x14x14", "16x10x10", "16x5x5", "120", "84", "10"], Shapes(LeNet5.Info));
        Assert.Equal(61_706, LeNet5.ParameterCount);
    }

    [Fact]
    public void AlexNet_IsAsTaughtShapeByShape()
    {
        Assert.Equal(
            [
                "96x55x55", "96x27x27", "96x27x27", "256x27x27", "256x13x13", "256x13x13", "384x13x13", "384x13x13", "256x13x13", "256x6x6",
                "4096", "4096", "1000",
            ],
            Shapes(AlexNet.Info));
        Assert.Equal(34_848, AlexNetChapter.FirstWeights);
        Assert.Equal(34_848 + 96, AlexNetChapter.First.Parameters);
        Assert.Equal(62_378_344, AlexNet.ParameterCount);
        Assert.InRange(AlexNetChapter.FullyConnectedShare, 0.939, 0.94);
    }

    [Fact]
    public void AlexNetWithoutSharing_HasAHundredMillionParametersInOneLayer()
    {
        Assert.Equal(290_400, AlexNetChapter.FirstOutputs);
        Assert.Equal(290_400 * 364, AlexNetChapter.FirstUnshared);
    }

    /// <summary>The lectures' table counts weights without biases.</summary>
    [Fact]
    public void Vgg16_IsAsTaughtLineByLine()
    {
        Assert.Equal(
            """
            64x224x224 1728
            64x224x224 36864
            64x112x112 0
            128x112x112 73728
            128x112x112 147456
            128x56x56 0
            256x56x56 294912
            256x56x56 589824
            256x56x56 589824
            256x28x28 0
            512x28x28 1179648
            512x28x28 2359296
            512x28x28 2359296
            512x14x14 0
            512x14x14 2359296
            512x14x14 2359296
            512x14x14 2359296
            512x7x7 0
            4096 102760448
            4096 16777216
            1000 4096000
            """,
            string.Join("\n", LayerRows.Of(Vgg16.Info).Select(layer => $"{Page.Shape(layer.OutputShape)} {Weights(layer)}")));
        Assert.Equal(138_357_544, Vgg16.ParameterCount);
        Assert.All(LayerRows.Of(Vgg16.Info), layer => Assert.Equal(4 * layer.OutputShape.Aggregate((product, size) => product * size), layer.ActivationBytes));
        Assert.Equal("conv1", VggChapter.Most(layer => layer.ActivationBytes).Name);
        Assert.Equal("fc1", VggChapter.Most(layer => layer.Parameters).Name);

        static int Weights(LayerInfo layer) => layer.Parameters == 0 ? 0 : layer.Parameters - layer.OutputShape[0];
    }

    /// <summary>The rows add up to 15.2 million numbers; the total of 24 million under some slides' table is not its rows' sum.</summary>
    [Fact]
    public void Vgg16_MemoryIsTheSumOfItsRows() => Assert.Equal(15_237_608, VggChapter.Values);

    /// <summary>Some slides say 358 million for the narrowed module, in which the 3x3 convolution's 86,704,128 are counted twice.</summary>
    [Fact]
    public void Inception_IsAsTaught()
    {
        Assert.Equal([672, 28, 28], NaiveInception.Info.Layers[^1].OutputShape);
        Assert.Equal(854_196_224, NaiveInception.MultiplyAdds);
        Assert.Equal([480, 28, 28], Inception.Info.Layers[^1].OutputShape);
        Assert.Equal(271_351_808, Inception.MultiplyAdds);
    }

    [Fact]
    public void Bottleneck_HasASeventeenthOfTheWeights()
    {
        Assert.Equal(2 * 9 * 256 * 256, BasicBlock.ParameterCount);
        Assert.Equal((256 * 64) + (9 * 64 * 64) + (64 * 256), BottleneckBlock.ParameterCount);
        Assert.Equal(BasicBlock.Info.Layers[^1].OutputShape, BottleneckBlock.Info.Layers[^1].OutputShape);
        Assert.Equal(0, ResidualChapter.DistanceFromIdentity());
    }

    [Fact]
    public void FullyConnectedLayers_AreConvolutions()
    {
        Assert.Equal(ConnectedHead.ParameterCount, ConvolutionalHead.ParameterCount);
        Assert.Equal(ConnectedHead.MultiplyAdds, ConvolutionalHead.MultiplyAdds);
        Assert.Equal([1000, 6, 6], SlidingHead.Info.Layers[^1].OutputShape);
        (float[] sliding, float[] connected) = FullyConvolutionalChapter.OutputsAtTheCorner();
        Assert.All(sliding.Zip(connected), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.Contains(sliding, value => Math.Abs(value) > 0.1f);
    }

    private static IEnumerable<string> Shapes(NetworkInfo info) => LayerRows.Of(info).Select(layer => Page.Shape(layer.OutputShape));
}
