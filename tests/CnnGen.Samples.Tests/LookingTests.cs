using System;
using System.IO;
using System.Linq;
using Looking;
using Xunit;

namespace CnnGen.Samples.Tests;

/// <summary>The sample that shows where networks look.</summary>
public sealed class LookingTests
{
    private const int Images = 12;

    [Fact]
    public void Album_HasAPictureOfEachKindAndLayer()
    {
        Check<Looking.LeNet5>(SegmentDigits.Make(Images, 1, 28, seed: 1), "relu1", "relu2");
        Check<ConvNetJs>(SegmentDigits.Make(Images, 3, 32, seed: 1), "relu1", "relu2", "relu3");
    }

    [Fact]
    public void Digits_AreOfAllClasses_AndFollowFromTheSeed()
    {
        Dataset digits = SegmentDigits.Make(200, 3, 32, seed: 4);
        Dataset again = SegmentDigits.Make(200, 3, 32, seed: 4);
        float[] one = new float[digits.SampleLength];
        float[] other = new float[digits.SampleLength];
        for (int i = 0; i < digits.Count; i++)
        {
            digits.Read(i, one);
            again.Read(i, other);
            Assert.Equal(one, other);
            Assert.InRange(one.Min(), 0, one.Max());
            Assert.InRange(one.Max(), one.Min(), 1);
        }

        Assert.Equal(Enumerable.Range(0, 10), Enumerable.Range(0, digits.Count).Select(digits.Label).Distinct().Order());
    }

    private static void Check<T>(Dataset data, params string[] layers)
        where T : class, ITrainableNetwork<T>, IInspectedNetwork<T>
    {
        string folder = Directory.CreateTempSubdirectory("looking").FullName;
        try
        {
            using T network = T.Create(1);
            new Album(folder).Write(network, data, 3, layers);
            string[] expected =
            [
                "image", "filters-conv1", "occlusion", "saliency", "strongest-" + layers[^1],
                .. T.Info.Layers.Select(layer => "activations-" + layer.Name),
                .. layers.Select(layer => "gradcam-" + layer),
            ];
            Assert.Equal(expected.Select(name => name + ".png").Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
            Assert.All(Directory.GetFiles(folder), path => Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(path)[..4]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
