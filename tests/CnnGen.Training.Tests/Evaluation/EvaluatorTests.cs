using System;
using System.Linq;
using System.Threading;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class EvaluatorTests
{
    [Fact]
    public void Evaluation_CountsByHand()
    {
        // The network's scores are its first three inputs.
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        network.Parameters["scale"].Value = [1, 1, 1, 1, 1];
        network.Parameters["fc.bias"].Value = [0, 0, 0];
        network.Parameters["fc.weight"].Value = [1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0];
        float[] samples = [.. new[] { 0, 0, 1, 2, 2 }.SelectMany(hot => Enumerable.Range(0, 5).Select(c => c == hot ? 2f : 0f))];
        Evaluation evaluation = Evaluator.Evaluate(network, new InMemoryDataset(samples, [0, 1, 1, 2, 0]));

        Assert.Equal([0, 0, 1, 2, 2], evaluation.Predictions.ToArray());
        Assert.Equal((3, 5, 3, 0.6), (evaluation.Classes, evaluation.Samples, evaluation.Correct, evaluation.Accuracy));
        int[] confusion = [.. Enumerable.Range(0, 9).Select(i => evaluation.Confusion(i / 3, i % 3))];
        Assert.Equal([1, 0, 1, 1, 1, 0, 0, 0, 1], confusion);
        Assert.Equal([0.5, 0.5, 1], Enumerable.Range(0, 3).Select(evaluation.Recall));
        Assert.Equal([0.5, 1, 0.5], Enumerable.Range(0, 3).Select(evaluation.Precision));
        double sum = Math.Log(Math.Exp(2) + 2);
        Assert.Equal(((3 * (sum - 2)) + (2 * sum)) / 5, evaluation.Loss, 6);
        Assert.Equal("3 of 5 right (60.00 %), loss 1.0395", evaluation.ToString());
        Assert.Throws<ArgumentOutOfRangeException>("label", () => evaluation.Confusion(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>("prediction", () => evaluation.Precision(-1));
    }

    [Fact]
    public void ManyClasses_TakeNoMatrix()
    {
        // A matrix would have ten thousand million cells.
        const int Classes = 100_000;
        int[] labels = [5, 5, 99_999, 7];
        int[] predictions = [5, 6, 99_999, 6];
        ConfusionCounts confusion = [];
        for (int sample = 0; sample < labels.Length; sample++)
        {
            confusion.Add(labels[sample], predictions[sample]);
        }

        Evaluation evaluation = new(Classes, 1, labels.Length, confusion, scores: null);
        Assert.Equal((1, 1, 0, 1), (evaluation.Confusion(5, 5), evaluation.Confusion(5, 6), evaluation.Confusion(6, 5), evaluation.Confusion(7, 6)));
        Assert.Equal((0.5, 1, 0), (evaluation.Recall(5), evaluation.Recall(99_999), evaluation.Recall(7)));
        Assert.Equal((1, 0), (evaluation.Precision(5), evaluation.Precision(6)));
        Assert.Equal((double.NaN, double.NaN), (evaluation.Recall(6), evaluation.Precision(7)));
    }

    /// <summary>The mean of a loss with weights of classes is over the weights, of all pieces together.</summary>
    [Fact]
    public void WeightedLoss_IsTheWholes()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        InMemoryDataset data = Samples.Clouds(150, 5);
        Loss loss = Loss.SoftmaxCrossEntropy with { ClassWeights = [1, 20, 0.1] };
        float[] inputs = new float[150 * SoftmaxRegression.InputLength];
        float[] outputs = new float[150 * 3];
        for (int i = 0; i < 150; i++)
        {
            data.Read(i, inputs.AsSpan(i * SoftmaxRegression.InputLength, SoftmaxRegression.InputLength));
        }

        network.Forward(inputs, outputs);
        double expected = loss.Compute(outputs, [.. Enumerable.Range(0, 150).Select(data.Label)], 3, outputs);
        Assert.Equal(expected, Evaluator.Evaluate(network, data, loss: loss).Loss, 9);
    }

    [Fact]
    public void NumbersAsTargets_GiveALossAlone()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        TargetedDataset data = new(70, new float[70 * 5], new float[70 * 3]);
        Evaluation evaluation = Evaluator.Evaluate(network, data, loss: Loss.SquaredError);
        float[] bias = network.Parameters["fc.bias"].Value;
        Assert.Equal(bias.Average(static b => (double)b * b), evaluation.Loss, 6);
        Assert.Equal((70, 0, double.NaN, double.NaN), (evaluation.Samples, evaluation.Counted, evaluation.Accuracy, evaluation.TopK(2)));
        Assert.StartsWith("70 samples, loss 0.", evaluation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ClassesOfPositions_AreCountedEach()
    {
        using PixelClasses network = PixelClasses.Create(1);
        float[] samples = [.. Enumerable.Range(0, 70 * 36).Select(static i => MathF.Sin(i))];
        int[] labels = [.. Enumerable.Range(0, 70 * 36).Select(static i => i % 5 == 0 ? 9 : i % 3)];
        Evaluation evaluation = Evaluator.Evaluate(network, new TargetedDataset(70, samples, labels), threads: 2, Loss.SoftmaxCrossEntropy with { IgnoredLabel = 9 });
        Assert.Equal((70, 70 * 36 * 4 / 5, 3), (evaluation.Samples, evaluation.Counted, evaluation.Classes));
        float[] outputs = new float[70 * 108];
        network.Forward(samples, outputs);
        int correct = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            (int sample, int position) = Math.DivRem(i, 36);
            float[] scores = [.. Enumerable.Range(0, 3).Select(c => outputs[(sample * 108) + (c * 36) + position])];
            correct += labels[i] == Array.IndexOf(scores, scores.Max()) ? 1 : 0;
        }

        Assert.Equal(correct, evaluation.Correct);
        Assert.True(evaluation.Predictions.IsEmpty);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1001)]
    public void Threads_DoNotChangeTheResult(int count)
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        InMemoryDataset data = Samples.Clouds(count, 5);
        Evaluation[] evaluations = [.. new[] { 1, 2, 5 }.Select(threads => Evaluator.Evaluate(network, data, threads))];
        Assert.All(evaluations, evaluation => Assert.Equal(evaluations[0].Loss, evaluation.Loss));
        Assert.All(evaluations, evaluation => Assert.Equal(evaluations[0].Predictions.ToArray(), evaluation.Predictions.ToArray()));
        Assert.All(evaluations, evaluation => Assert.Equal(evaluations[0].Ranks.ToArray(), evaluation.Ranks.ToArray()));
        Assert.All(evaluations, evaluation => Assert.Equal(evaluations[0].Confidences.ToArray(), evaluation.Confidences.ToArray()));
        Assert.Equal(network.Forks[0], network.Forks[1]);
    }

    [Fact]
    public void WrongArguments_AreRejected()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(1);
        InMemoryDataset data = Samples.Clouds(5, 5);
        Assert.Throws<ArgumentNullException>("network", () => Evaluator.Evaluate<SoftmaxRegression>(null!, data));
        Assert.Throws<ArgumentNullException>("dataset", () => Evaluator.Evaluate(network, null!));
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => Evaluator.Evaluate(network, data, 0));
        Assert.Throws<ArgumentException>("dataset", () => Evaluator.Evaluate(network, new InMemoryDataset(new float[4], [0])));
        Assert.ThrowsAny<OperationCanceledException>(() => Evaluator.Evaluate(network, data, cancellationToken: new CancellationToken(true)));
    }
}
