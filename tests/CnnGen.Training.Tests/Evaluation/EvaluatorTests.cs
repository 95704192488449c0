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
        SampleScores scores = new(4);
        float[] outputs = new float[Classes];
        int[] labels = [5, 5, 99_999, 7];
        int[] predictions = [5, 6, 99_999, 6];
        for (int sample = 0; sample < labels.Length; sample++)
        {
            outputs[predictions[sample]] = 1;
            scores.Set(sample, outputs, labels[sample]);
            outputs[predictions[sample]] = 0;
        }

        Evaluation evaluation = new(Classes, 1, labels, scores);
        Assert.Equal((1, 1, 0, 1), (evaluation.Confusion(5, 5), evaluation.Confusion(5, 6), evaluation.Confusion(6, 5), evaluation.Confusion(7, 6)));
        Assert.Equal((0.5, 1, 0), (evaluation.Recall(5), evaluation.Recall(99_999), evaluation.Recall(7)));
        Assert.Equal((1, 0), (evaluation.Precision(5), evaluation.Precision(6)));
        Assert.Equal((double.NaN, double.NaN), (evaluation.Recall(6), evaluation.Precision(7)));
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
