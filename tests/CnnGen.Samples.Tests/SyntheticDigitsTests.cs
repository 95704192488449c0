using System.Linq;
using Digits;
using Digits.Synthetic;
using Xunit;

namespace CnnGen.Samples.Tests;

[Input(1, 28, 28)]
[Linear(10)]
public partial class LinearClassifier;

/// <summary>The digits that the sample makes: the same for a seed, and hard enough that convolution pays.</summary>
public sealed class SyntheticDigitsTests
{
    private const int Train = 12000;
    private const int Test = 3000;
    private const int Epochs = 5;

    [Fact]
    public void SameSeed_SamePictures()
    {
        float[] first = new float[SyntheticDigits.Side * SyntheticDigits.Side];
        float[] again = new float[first.Length];
        for (int index = 0; index < 20; index++)
        {
            Assert.Equal(SyntheticDigits.Draw(5, index, first), SyntheticDigits.Draw(5, index, again));
            Assert.Equal(first, again);
            SyntheticDigits.Draw(6, index, again);
            Assert.NotEqual(first, again);
        }
    }

    [Fact]
    public void EveryDigit_AppearsAboutAsOften()
    {
        Dataset data = SyntheticDigits.Make(5000, seed: 1);
        int[] counts = Enumerable.Range(0, data.Count).GroupBy(data.Label).OrderBy(group => group.Key).Select(group => group.Count()).ToArray();
        Assert.Equal(10, counts.Length);
        Assert.All(counts, count => Assert.InRange(count, 400, 600));
    }

    [Fact]
    public void LeNet5_PassesWhereALinearClassifierFails()
    {
        Assert.InRange(Accuracy(LinearClassifier.Create(1)), 0.5, 0.95);
        Assert.InRange(Accuracy(LeNet5.Create(1)), 0.98, 1);
    }

    private static double Accuracy<T>(T network)
        where T : class, ITrainableNetwork<T> => TrainedAccuracy.Of(network, SyntheticDigits.Make(Train, seed: 2), SyntheticDigits.Make(Test, seed: 3), Epochs);
}
