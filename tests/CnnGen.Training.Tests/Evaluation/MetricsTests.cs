using System;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class MetricsTests
{
    [Fact]
    public void Averages_AreScikitLearns()
    {
        // sklearn.metrics.precision_recall_fscore_support(y_true, y_pred, zero_division=0): class 3 is only predicted, 4 only there, 5 neither.
        Evaluation evaluation = Predicted(6, [0, 0, 0, 1, 1, 2, 2, 4], [0, 0, 1, 1, 3, 2, 0, 1]);
        AssertMetrics((2 / 3.0, 2 / 3.0, 2 / 3.0), evaluation.MetricsOf(0));
        AssertMetrics((1 / 3.0, 1 / 2.0, 2 / 5.0), evaluation.MetricsOf(1));
        AssertMetrics((1, 1 / 2.0, 2 / 3.0), evaluation.MetricsOf(2));
        AssertMetrics((0, double.NaN, 0), evaluation.MetricsOf(3));
        AssertMetrics((double.NaN, 0, 0), evaluation.MetricsOf(4));
        AssertMetrics((double.NaN, double.NaN, double.NaN), evaluation.MetricsOf(5));
        Assert.Equal([3, 2, 2, 0, 1, 0], Enumerable.Range(0, 6).Select(evaluation.Support));
        AssertMetrics((0.4, 1 / 3.0, 26 / 75.0), evaluation.MacroAverage);
        AssertMetrics((7 / 12.0, 0.5, 31 / 60.0), evaluation.WeightedAverage);
        Assert.Throws<ArgumentOutOfRangeException>("label", () => evaluation.F1(6));
        Assert.Throws<ArgumentOutOfRangeException>("label", () => evaluation.Support(-1));
    }

    [Fact]
    public void TopK_CountsLabelsAmongTheHighest()
    {
        Evaluation evaluation = Scored([[0.1f, 0.5f, 0.2f, 0.4f], [3, 1, 2, 0], [0, 0, 0, 0], [0, 0, 0, 0]], [2, 0, 0, 3]);
        Assert.Equal([2, 0, 0, 3], evaluation.Ranks.ToArray());
        Assert.Equal([0.5, 0.5, 0.75, 1, 1], new[] { 1, 2, 3, 4, 9 }.Select(evaluation.TopK));
        Assert.Equal(evaluation.Accuracy, evaluation.TopK(1));
        Assert.Throws<ArgumentOutOfRangeException>("k", () => evaluation.TopK(0));
    }

    [Fact]
    public void NaN_MakesNoSampleLookBetter()
    {
        Evaluation evaluation = Scored([[1, float.NaN, 0], [1, 2, float.NaN], [float.NaN, 1, 2]], [2, 2, 0]);
        Assert.Equal([2, 2, 0], evaluation.Ranks.ToArray());
        Assert.Equal(evaluation.Accuracy, evaluation.TopK(1));
        Assert.True(double.IsNaN(evaluation.Calibration(4).ExpectedError));
    }

    [Fact]
    public void Ranks_AreThoseOfAStableSort()
    {
        Random random = new(7);
        float[][] outputs = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 9).Select(_ => (float)random.Next(5)).ToArray())];
        int[] labels = [.. outputs.Select(_ => random.Next(9))];
        int[] sorted = [.. outputs.Zip(labels, (own, label) => Enumerable.Range(0, 9).OrderByDescending(c => own[c]).ToList().IndexOf(label))];
        Assert.Equal(sorted, Scored(outputs, labels).Ranks.ToArray());
    }

    [Fact]
    public void Calibration_CountsByHand()
    {
        // Confidences of two classes: 1 / (1 + exp(-d)) = 0.5, 0.6, 0.75, 0.75 and 0.9.
        float[] gaps = [0, MathF.Log(1.5f), MathF.Log(3), MathF.Log(3), MathF.Log(9)];
        Evaluation evaluation = Scored([.. gaps.Select(gap => new[] { gap, 0 })], [0, 1, 0, 0, 1]);
        Calibration calibration = evaluation.Calibration(5);
        Assert.Equal([0, 0, 1, 3, 1], calibration.Bins.Select(bin => bin.Samples));
        Assert.Equal([double.NaN, double.NaN, 1, 2 / 3.0, 0], calibration.Bins.Select(bin => bin.Accuracy));
        Assert.Equal(0.7, calibration.Bins[3].Confidence, 6);
        Assert.Equal((0.6, 0.8), (calibration.Bins[3].Low, calibration.Bins[3].High));
        Assert.Equal((0.5 + (3 * (0.7 - (2 / 3.0))) + 0.9) / 5, calibration.ExpectedError, 6);
        Assert.Equal(0.9, calibration.MaximumError, 6);
        Assert.Equal(5, evaluation.Calibration().Bins.Sum(bin => bin.Samples));
        Assert.Throws<ArgumentOutOfRangeException>("bins", () => evaluation.Calibration(0));
    }

    [Fact]
    public void Bins_HaveTheirUpperEdge()
    {
        // Equal outputs of four classes: 1/4 exactly, the end of the first of four bins. One class: 1, the end of the last.
        Assert.Equal([1, 0, 0, 0], Scored([[2, 2, 2, 2]], [0]).Calibration(4).Bins.Select(bin => bin.Samples));
        Assert.Equal([0, 0, 0, 1], Scored([[-5]], [0]).Calibration(4).Bins.Select(bin => bin.Samples));
    }

    [Fact]
    public void Confidence_OfLargeOutputs_IsFinite() =>
        Assert.Equal([0.5f], Scored([[1e30f, 1e30f, -1e30f]], [0]).Confidences.ToArray());

    [Fact]
    public void Tables_AreReadable()
    {
        Evaluation evaluation = Predicted(3, [0, 0, 1], [0, 1, 1]);
        string table = string.Join('\n',
            "class             precision  recall      f1   samples",
            "cat                  1.0000  0.5000  0.6667         2",
            "dog                  0.5000  1.0000  0.6667         1",
            "horse                     -       -       -         0",
            "macro average        0.7500  0.7500  0.6667         3",
            "weighted average     0.8333  0.6667  0.6667         3",
            "2 of 3 right (66.67 %), loss 0.0000");
        Assert.Equal(table, evaluation.ToTable(["cat", "dog", "horse"]));
        Assert.Contains("\n2  ", evaluation.ToTable(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("classNames", () => evaluation.ToTable(["cat"]));
        string reliability = string.Join('\n',
            "confidence   samples  mean confidence  accuracy",
            "0.00 - 0.50         0                -         -",
            "0.50 - 1.00         3           0.9999    0.6667",
            "expected calibration error 0.3332, maximum 0.3332");
        Assert.Equal(reliability, evaluation.Calibration(2).ToString());
    }

    private static void AssertMetrics((double Precision, double Recall, double F1) expected, ClassMetrics actual)
    {
        Assert.Equal(expected.Precision, actual.Precision, 12);
        Assert.Equal(expected.Recall, actual.Recall, 12);
        Assert.Equal(expected.F1, actual.F1, 12);
    }

    private static Evaluation Predicted(int classes, int[] labels, int[] predictions) =>
        Scored([.. predictions.Select(prediction => Enumerable.Range(0, classes).Select(c => c == prediction ? 10f : 0).ToArray())], labels);

    private static Evaluation Scored(float[][] outputs, int[] labels)
    {
        SampleScores scores = new(labels.Length);
        ConfusionCounts confusion = [];
        for (int sample = 0; sample < labels.Length; sample++)
        {
            scores.Set(sample, outputs[sample], labels[sample]);
            confusion.Add(labels[sample], scores.Predictions[sample]);
        }

        return new Evaluation(outputs[0].Length, 0, labels.Length, confusion, scores);
    }
}
