using System;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class SoftmaxCrossEntropyTests
{
    [Fact]
    public void EqualScores_GiveLogarithmOfClasses()
    {
        float[] gradient = new float[8];
        double loss = Loss.SoftmaxCrossEntropy.Compute(new float[8], [3, 0], 4, gradient);
        Assert.Equal(Math.Log(4), loss, 12);
        Assert.Equal([0.125f, 0.125f, 0.125f, -0.375f, -0.375f, 0.125f, 0.125f, 0.125f], gradient);
    }

    [Theory]
    [InlineData(1e30f, -1e30f, 0, 0.0)]
    [InlineData(1e4f, -1e4f, 1, 2e4)]
    [InlineData(float.NegativeInfinity, 0, 1, 0.0)]
    public void ExtremeScores_StayFinite(float first, float second, int label, double expected)
    {
        float[] gradient = new float[2];
        double loss = Loss.SoftmaxCrossEntropy.Compute([first, second], [label], 2, gradient);
        Assert.Equal(expected, loss, 6);
        Assert.All(gradient, element => Assert.True(Math.Abs(element) <= 1));
    }

    [Fact]
    public void SureOfTheLabel_KeepsTheGradientsDigits()
    {
        float[] gradient = new float[2];
        Loss.SoftmaxCrossEntropy.Compute([20, 0], [0], 2, gradient);
        double expected = Math.Exp(-20) / (1 + Math.Exp(-20));
        Assert.Equal(1, -gradient[0] / expected, 6);
        Assert.Equal(1, gradient[1] / expected, 6);
    }

    [Fact]
    public void NaNScore_GivesNaN()
    {
        float[] gradient = new float[3];
        Assert.True(double.IsNaN(Loss.SoftmaxCrossEntropy.Compute([0, float.NaN, 1], [0], 3, gradient)));
        Assert.Contains(gradient, float.IsNaN);
    }

    [Fact]
    public void PlaceInTheBatch_DoesNotChangeTheBits()
    {
        // 1 to 40 classes put a sample's elements in the vectors' lanes and in the rest by turns.
        Random random = new(1);
        for (int classes = 1; classes <= 40; classes++)
        {
            float[] row = [.. Enumerable.Range(0, classes).Select(_ => (float)((random.NextDouble() * 8) - 4))];
            float[] alone = new float[classes];
            double loss = Loss.SoftmaxCrossEntropy.Compute(row, [classes - 1], classes, alone);
            float[] twice = new float[2 * classes];
            Assert.Equal(loss, Loss.SoftmaxCrossEntropy.Compute([.. row, .. row], [classes - 1, classes - 1], classes, twice));
            Assert.Equal(alone, twice[..classes].Select(element => element * 2));
            Assert.Equal(twice[..classes], twice[classes..]);
        }
    }

    [Fact]
    public void Gradient_MayTakeTheOutputsPlace()
    {
        float[] outputs = [1, -2, 0.5f, 3, 0, -1];
        float[] apart = new float[outputs.Length];
        double expected = Loss.SoftmaxCrossEntropy.Compute(outputs, [2, 1], 3, apart);
        Assert.Equal(expected, Loss.SoftmaxCrossEntropy.Compute(outputs, [2, 1], 3, outputs));
        Assert.Equal(apart, outputs);
    }

    [Fact]
    public void SpansThatOverlapInPart_AreRefused()
    {
        float[] memory = new float[7];
        ArgumentException exception = Assert.Throws<ArgumentException>(
            "gradient", () => Loss.SoftmaxCrossEntropy.Compute(memory.AsSpan(0, 6), [0, 1], 3, memory.AsSpan(1, 6)));
        Assert.Contains("outputs and gradient overlap", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongArguments_AreNamed()
    {
        Assert.Contains("6 elements; 2 labels of 4 classes take 8", Thrown(6, [0, 1], 4, 8).Message, StringComparison.Ordinal);
        Assert.Contains("gradient has 7 elements", Thrown(8, [0, 1], 4, 7).Message, StringComparison.Ordinal);
        Assert.Contains("sample 1 has label 4; 4 classes have labels 0 to 3", Thrown(8, [0, 4], 4, 8).Message, StringComparison.Ordinal);
        Assert.Contains("sample 0 has label -1", Thrown(8, [-1, 0], 4, 8).Message, StringComparison.Ordinal);
        Assert.Contains("no labels", Thrown(0, [], 4, 0).Message, StringComparison.Ordinal);
        Assert.IsType<ArgumentOutOfRangeException>(Thrown(0, [], 0, 0));
    }

    private static ArgumentException Thrown(int outputs, int[] labels, int classes, int gradient) =>
        Assert.ThrowsAny<ArgumentException>(() => Loss.SoftmaxCrossEntropy.Compute(new float[outputs], labels, classes, new float[gradient]));
}
