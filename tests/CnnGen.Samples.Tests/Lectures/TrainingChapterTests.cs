using System;
using System.Linq;
using Lectures.Training;
using Xunit;

namespace CnnGen.Samples.Tests.Lectures;

/// <summary>The chapters on training against the lectures' worked examples.</summary>
public sealed class TrainingChapterTests
{
    private const float Tolerance = 1e-5f;

    [Theory]
    [InlineData("Sigmoid", 0, 0.5f, 0.25f)]
    [InlineData("Tanh", 0, 0, 1)]
    [InlineData("ReLU", 2, 2, 1)]
    [InlineData("ReLU", -2, 0, 0)]
    [InlineData("LeakyReLU(0.1)", -2, -0.2f, 0.1f)]
    [InlineData("ELU", -1, -0.6321206f, 0.3678794f)]
    [InlineData("GELU", 1, 0.8413447f, 1.0833155f)]
    public void Activations_HaveTheirValuesAndSlopes(string name, float x, float value, float slope)
    {
        (float y, float actualSlope) = ActivationsChapter.Of(name).At(x);
        Assert.Equal(value, y, Tolerance);
        Assert.Equal(slope, actualSlope, Tolerance);
    }

    [Fact]
    public void Sigmoid_IsSteepestAtZero()
    {
        Curve sigmoid = ActivationsChapter.Of("Sigmoid");
        Assert.Equal(sigmoid.Slope.Max(), sigmoid.At(0).Slope);
        Assert.Equal(9.54e-7, ActivationsChapter.LeftBehindTenSigmoids, 1e-9);
    }

    [Fact]
    public void Softmax_IsTheLectures()
    {
        float[] probabilities = SoftmaxChapter.ProbabilitiesOf(SoftmaxChapter.Scores);
        Assert.Equal([0.13f, 0.87f, 0], probabilities.Select(probability => MathF.Round(probability, 2)));
        (double loss, float[] gradient) = SoftmaxChapter.CrossEntropy(SoftmaxChapter.Scores, label: 0);
        Assert.Equal(2.04, loss, 0.005);
        Assert.Equal(probabilities[0] - 1, gradient[0], Tolerance);
        Assert.Equal(probabilities[1..], gradient[1..].Select(value => MathF.Max(value, 0)), (one, other) => MathF.Abs(one - other) < Tolerance);
    }

    [Fact]
    public void LinearClassifier_IsTheLectures()
    {
        Assert.Equal([-2.85f, 0.86f, 0.28f], SoftmaxChapter.PixelScores.Select(score => MathF.Round(score, 2)));
        Assert.Equal(1.04, SoftmaxChapter.CrossEntropy(SoftmaxChapter.PixelScores, label: 2).Loss, 0.005);
        Assert.Equal(Math.Log(10), SoftmaxChapter.CrossEntropy(new float[10], label: 3).Loss, 1e-6);
    }

    [Fact]
    public void BatchNorm_NormalisesAndKeepsRunningEstimates()
    {
        (float[] output, float mean, float variance) = BatchNormChapter.TrainingStep();
        Assert.All(output.Zip(new[] { -1.5f, -0.5f, 0.5f, 1.5f }), pair => Assert.Equal(pair.Second / MathF.Sqrt(1.25f), pair.First, 1e-4f));
        Assert.Equal(0.25f, mean, Tolerance);
        Assert.Equal(0.9f + (0.1f * 5 / 3), variance, Tolerance);
    }

    [Fact]
    public void BatchNorm_FoldsIntoTheConvolution()
    {
        (float[] apart, float[] folded) = BatchNormChapter.Folding();
        Assert.Equal(4, apart.Length);
        Assert.All(apart.Zip(folded), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        Assert.Equal(4, apart[0], 1e-4f);
    }

    [Fact]
    public void Dropout_KeepsTheMean()
    {
        float[] outputs = DropoutChapter.TrainingOutputs();
        Assert.Equal([0, 4, 6, 10], outputs.Distinct().Order());
        Assert.Equal(5, DropoutChapter.Inference);

        // Its deviation is 3.6, over 64 that of the mean; four of those.
        Assert.Equal(DropoutChapter.Inference, outputs.Average(), 0.23f);
    }

    [Fact]
    public void Gradients_AreWorkedOutByHand()
    {
        (float[] weights, float[] input) = GradientsChapter.OfConvolution();
        Assert.Equal([44, 54, 64, 84, 94, 104, 124, 134, 144], weights);
        Assert.Equal([1, 4, 7, 6, 7, 23, 33, 24, 19, 53, 63, 42, 21, 52, 59, 36], input);
        Assert.Equal([0, 0, 0, 0, 0, 1, 0, 2, 3, 0, 0, 0, 0, 0, 0, 4], GradientsChapter.OfPool());
    }
}
