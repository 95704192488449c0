using System;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class LossTests
{
    public static TheoryData<Loss> OfLabels =>
    [
        Loss.SoftmaxCrossEntropy, Loss.SoftmaxCrossEntropy with { LabelSmoothing = 0.2, ClassWeights = [1, 2, 0.5] }, Loss.NegativeLogLikelihood,
        Loss.NegativeLogLikelihood with { ClassWeights = [1, 2, 0.5], Reduction = Reduction.Sum }, Loss.Hinge, Loss.Hinge with { Power = 2, ClassWeights = [3, 1, 2], Margin = 0.3 },
    ];

    public static TheoryData<Loss> OfNumbers =>
    [
        Loss.SquaredError, Loss.AbsoluteError, Loss.Huber with { Delta = 0.4 }, Loss.BinaryCrossEntropy,
        Loss.BinaryCrossEntropy with { PositiveWeights = [2, 1, 0.5] }, Loss.SoftmaxCrossEntropy with { ClassWeights = [1, 2, 0.5], LabelSmoothing = 0.1 },
    ];

    [Theory]
    [MemberData(nameof(OfLabels))]
    public void Gradient_IsTheSlope_OfLabelsAtPositions(Loss loss) => AssertSlopes(loss, new[] { 0, 2, 1, 1, 2, 0, 0, 1 });

    [Theory]
    [MemberData(nameof(OfNumbers))]
    public void Gradient_IsTheSlope_OfNumbersAtPositions(Loss loss) =>
        AssertSlopes(loss, Enumerable.Range(0, 24).Select(static i => (i * 7 % 11) / 11f).ToArray());

    [Fact]
    public void IgnoredLabels_CountForNothing()
    {
        SoftmaxCrossEntropyLoss loss = Loss.SoftmaxCrossEntropy with { IgnoredLabel = -100 };
        OutputShape shape = new(2, 3);
        float[] x = [1, 5, 2, 0, -3, 4];
        float[] gradient = new float[6];
        double two = loss.Compute(x, new[] { 0, -100, 1 }, shape, gradient);
        float[] alone = new float[4];
        Assert.Equal(Loss.SoftmaxCrossEntropy.Compute([1, 2, 0, 4], new[] { 0, 1 }, new OutputShape(2, 2), alone), two, 12);
        Assert.Equal([alone[0], 0, alone[1], alone[2], 0, alone[3]], gradient);
        Assert.Equal(2, loss.Divisor(new[] { 0, -100, 1 }, shape));
    }

    [Fact]
    public void BinaryCrossEntropy_OfExtremeScores_StaysFinite()
    {
        float[] gradient = new float[4];
        double loss = Loss.BinaryCrossEntropy.Compute([1e4f, -1e4f, 1e4f, -1e4f], new float[] { 1, 0, 0, 1 }, new OutputShape(4), gradient);
        Assert.Equal(5e3, loss, 9);
        Assert.Equal([0, 0, 0.25f, -0.25f], gradient);
    }

    [Fact]
    public void Hinge_IsTheLectures()
    {
        // CS231n's example: scores of a cat, a car and a frog for an image of each.
        float[] scores = [3.2f, 5.1f, -1.7f, 1.3f, 4.9f, 2.0f, 2.2f, 2.5f, -3.1f];
        Assert.Equal((2.9 + 0 + 12.9) / 3, Loss.Hinge.Compute(scores, [0, 1, 2], 3, new float[9]), 6);
    }

    [Fact]
    public void TargetsOfTheOtherKind_AreRefused()
    {
        float[] gradient = new float[3];
        Assert.Contains("takes labels", Assert.Throws<ArgumentException>(() => Loss.Hinge.Compute(new float[3], new float[3], new OutputShape(3), gradient)).Message, StringComparison.Ordinal);
        Assert.Contains("takes labels", Assert.Throws<ArgumentException>(() => Loss.NegativeLogLikelihood.Compute(new float[3], new float[3], new OutputShape(3), gradient)).Message, StringComparison.Ordinal);
        Assert.Contains("OneHot", Assert.Throws<ArgumentException>(() => Loss.SquaredError.Compute(new float[3], [1], 3, gradient)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongLengths_AreNamed()
    {
        OutputShape shape = new(2, 3);
        Assert.Contains("4 labels are not those of whole samples, which have 3 each", Thrown(() => Loss.SoftmaxCrossEntropy.Compute(new float[6], new int[4], shape, new float[6])), StringComparison.Ordinal);
        Assert.Contains("3 labels of 2 channels at 3 positions take 6", Thrown(() => Loss.SoftmaxCrossEntropy.Compute(new float[7], new int[3], shape, new float[6])), StringComparison.Ordinal);
        Assert.Contains("7 target values are not those of whole samples, which have 6 each", Thrown(() => Loss.SquaredError.Compute(new float[6], new float[7], shape, new float[6])), StringComparison.Ordinal);
        Assert.Contains("sample 1 has label 2 at position 1", Thrown(() => Loss.SoftmaxCrossEntropy.Compute(new float[12], new[] { 0, 0, 0, 0, 2, 0 }, shape, new float[12])), StringComparison.Ordinal);
        Assert.Contains("ClassWeights has 3 numbers; the network's output has 2 channels", Thrown(() => (Loss.SoftmaxCrossEntropy with { ClassWeights = [1, 1, 1] }).Compute(new float[6], new int[3], shape, new float[6])), StringComparison.Ordinal);
    }

    [Fact]
    public void WrongSettings_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("LabelSmoothing", () => new SoftmaxCrossEntropyLoss { LabelSmoothing = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("ClassWeights", () => new SoftmaxCrossEntropyLoss { ClassWeights = [1, double.NaN] });
        Assert.Throws<ArgumentOutOfRangeException>("PositiveWeights", () => new BinaryCrossEntropyLoss { PositiveWeights = [-1] });
        Assert.Throws<ArgumentOutOfRangeException>("Delta", () => new HuberLoss { Delta = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Margin", () => new HingeLoss { Margin = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Power", () => new HingeLoss { Power = 3 });
    }

    [Theory]
    [MemberData(nameof(OfLabels))]
    public void NaN_IsNotHidden(Loss loss) =>
        Assert.True(double.IsNaN(loss.Compute([0, float.NaN, 1], [1], 3, new float[3])));

    [Fact]
    public void Computing_AllocatesNothing()
    {
        float[] x = [.. Enumerable.Range(0, 240).Select(static i => (i % 13) - 6f)];
        float[] gradient = new float[x.Length];
        int[] labels = new int[80];
        OutputShape shape = new(3, 8);
        Assert.Equal(0, Allocations.OfThisThread(() =>
        {
            Loss.SoftmaxCrossEntropy.Compute(x, labels, shape, gradient);
            Loss.Hinge.Compute(x, labels, shape, gradient);
            Loss.SquaredError.Compute(x, gradient, shape, gradient);
        }));
    }

    private static string Thrown(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    private static void AssertSlopes(Loss loss, Array targets)
    {
        const double Step = 1.0 / 1024;
        OutputShape shape = new(3, 4);
        float[] x = [.. Enumerable.Range(0, 24).Select(static i => MathF.Sin(i * 1.7f))];
        float[] gradient = new float[x.Length];
        Compute(x, gradient);
        for (int i = 0; i < x.Length; i++)
        {
            float kept = x[i];
            x[i] = (float)(kept + Step);
            double above = Compute(x, new float[x.Length]);
            double up = x[i];
            x[i] = (float)(kept - Step);
            double slope = (above - Compute(x, new float[x.Length])) / (up - x[i]);
            x[i] = kept;
            Assert.Equal(slope, gradient[i], 2e-5);
        }

        double Compute(float[] outputs, float[] slopes) => targets is int[] labels ? loss.Compute(outputs, labels, shape, slopes) : loss.Compute(outputs, (float[])targets, shape, slopes);
    }
}
