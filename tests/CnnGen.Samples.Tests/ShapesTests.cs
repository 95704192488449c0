using Objects;
using Samples;
using Xunit;

namespace CnnGen.Samples.Tests;

[Input(3, 32, 32)]
[Linear(10)]
public partial class LinearColorClassifier;

/// <summary>The pictures that the sample makes: the same for a seed, and hard enough that convolution pays.</summary>
public sealed class ShapesTests
{
    private const int Train = 3000;
    private const int Test = 1000;
    private const int Epochs = 12;

    [Fact]
    public void SameSeed_SamePictures()
    {
        float[] first = new float[ConvNetJs.InputLength];
        float[] again = new float[first.Length];
        for (int index = 0; index < 20; index++)
        {
            Assert.Equal(Shapes.Draw(5, index, first), Shapes.Draw(5, index, again));
            Assert.Equal(first, again);
            Assert.All(first, pixel => Assert.InRange(pixel, 0, 1));
            Shapes.Draw(6, index, again);
            Assert.NotEqual(first, again);
        }
    }

    [Fact]
    public void EveryKind_AppearsAboutAsOften()
    {
        Dataset data = Shapes.Make(5000, seed: 1);
        int[] counts = data.ClassCounts();
        Assert.Equal(Shapes.Kinds.Count, counts.Length);
        Assert.All(counts, count => Assert.InRange(count, 400, 600));
    }

    [Fact]
    public void ConvNetJs_PassesWhereALinearClassifierFails()
    {
        Assert.InRange(Accuracy(LinearColorClassifier.Create(1)), 0.1, 0.35);
        Assert.InRange(Accuracy(ConvNetJs.Create(1)), 0.6, 1);
    }

    private static double Accuracy<T>(T network)
        where T : class, ITrainableNetwork<T> => TrainedAccuracy.Of(network, Shapes.Make(Train, seed: 2), Shapes.Make(Test, seed: 3), Epochs);
}
