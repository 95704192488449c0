using System;
using System.Collections.Generic;
using System.Globalization;

namespace CnnGen;

/// <summary>How well a network does on a labelled dataset.</summary>
public sealed class Evaluation
{
    private readonly SampleScores? _scores;
    private readonly ConfusionCounts _confusion;
    private readonly int[] _ofClass;
    private readonly int[] _takenForClass;

    internal Evaluation(int classes, double loss, int samples, ConfusionCounts confusion, SampleScores? scores)
    {
        Classes = classes;
        Loss = loss;
        Samples = samples;
        _confusion = confusion;
        _scores = scores;
        _ofClass = new int[classes];
        _takenForClass = new int[classes];
        foreach (((int label, int prediction), int times) in confusion)
        {
            _ofClass[label] += times;
            _takenForClass[prediction] += times;
            Counted += times;
            Correct += label == prediction ? times : 0;
        }
    }

    /// <summary>The number of classes: the network's outputs.</summary>
    public int Classes { get; }

    /// <summary>The number of samples.</summary>
    public int Samples { get; }

    /// <summary>The number of labels: one a sample, or one a position of each where a class is told for each; ignored ones are not counted. 0 where targets are numbers.</summary>
    public int Counted { get; }

    /// <summary>The number of labels whose class has the highest output.</summary>
    public int Correct { get; }

    /// <summary><see cref="Correct"/> / <see cref="Counted"/>, in [0, 1]; NaN where targets are numbers.</summary>
    public double Accuracy => (double)Correct / Counted;

    /// <summary>The mean loss.</summary>
    public double Loss { get; }

    /// <summary>The predicted label of each sample, in the dataset's order: the first of the highest outputs. Empty where samples do not have one label each.</summary>
    public ReadOnlySpan<int> Predictions => _scores is null ? [] : _scores.Predictions;

    /// <summary>
    /// How many classes each sample's label is behind, in the dataset's order: 0 where it was predicted. Of equal outputs the first class
    /// comes first; NaN comes before everything. Empty where samples do not have one label each.
    /// </summary>
    public ReadOnlySpan<int> Ranks => _scores is null ? [] : _scores.Ranks;

    /// <summary>The softmax of each sample's highest output, in the dataset's order: how sure the network is of its prediction, if its outputs are scores. Empty where samples do not have one label each.</summary>
    public ReadOnlySpan<float> Confidences => _scores is null ? [] : _scores.Confidences;

    /// <summary>The averages over the classes that have samples or that samples were taken for, as scikit-learn's "macro": what is not defined counts as 0.</summary>
    public ClassMetrics MacroAverage => Average(static (_, _) => 1);

    /// <summary>The averages over the classes, each as often as it has samples, as scikit-learn's "weighted": what is not defined counts as 0.</summary>
    public ClassMetrics WeightedAverage => Average(static (evaluation, label) => evaluation._ofClass[label]);

    /// <summary>The share of samples whose label is among those with the k highest outputs; of equal outputs the first class comes first. NaN where samples do not have one label each.</summary>
    /// <param name="k">How many: at least 1; 1 gives <see cref="Accuracy"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 1.</exception>
    public double TopK(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        int found = 0;
        foreach (int rank in Ranks)
        {
            found += rank < k ? 1 : 0;
        }

        return (double)found / Ranks.Length;
    }

    /// <summary>Compares how sure the network is with how often it is right. Its outputs are scores, from which softmax makes probabilities.</summary>
    /// <param name="bins">How many equally wide stretches the confidences are cut into: at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 1.</exception>
    public Calibration Calibration(int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        return new Calibration(bins, Confidences, Ranks);
    }

    /// <summary>The confusion matrix: the number of samples of one class that were taken for another.</summary>
    /// <param name="label">The class that the samples are of.</param>
    /// <param name="prediction">The class that they were taken for.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int Confusion(int label, int prediction)
    {
        CheckClass(label, nameof(label));
        CheckClass(prediction, nameof(prediction));
        return _confusion[label, prediction];
    }

    /// <summary>The share of a class's samples that were found; NaN where there are none.</summary>
    /// <param name="label">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Recall(int label)
    {
        CheckClass(label, nameof(label));
        return (double)Confusion(label, label) / _ofClass[label];
    }

    /// <summary>The share of the samples taken for a class that are of it; NaN where there are none.</summary>
    /// <param name="prediction">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int prediction)
    {
        CheckClass(prediction, nameof(prediction));
        return (double)Confusion(prediction, prediction) / _takenForClass[prediction];
    }

    /// <summary>
    /// The harmonic mean of precision and recall: 2 * found / (samples of the class + samples taken for it); NaN where there are neither.
    /// </summary>
    /// <param name="label">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double F1(int label)
    {
        CheckClass(label, nameof(label));
        return 2.0 * Confusion(label, label) / ((double)_ofClass[label] + _takenForClass[label]);
    }

    /// <summary>The number of samples of a class.</summary>
    /// <param name="label">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int Support(int label)
    {
        CheckClass(label, nameof(label));
        return _ofClass[label];
    }

    /// <summary>Precision, recall and F1 of a class; NaN where one is not defined.</summary>
    /// <param name="label">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public ClassMetrics MetricsOf(int label) => new(Precision(label), Recall(label), F1(label));

    /// <summary>A table: precision, recall, F1 and samples of each class and averaged, then the line of <see cref="ToString"/>.</summary>
    /// <param name="classNames">What the classes are called, in the order of their labels; their numbers if not given.</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public string ToTable(IReadOnlyList<string>? classNames = null)
    {
        if (classNames is not null && classNames.Count != Classes)
        {
            throw new ArgumentException($"{classNames.Count} names were given; there are {Classes} classes", nameof(classNames));
        }

        return MetricsTable.Of(this, classNames);
    }

    /// <summary>One line: <c>9871 of 10000 right (98.71 %), loss 0.0412</c>.</summary>
    public override string ToString() => Counted == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Samples} samples, loss {Loss:F4}")
        : string.Create(CultureInfo.InvariantCulture, $"{Correct} of {Counted} right ({100 * Accuracy:F2} %), loss {Loss:F4}");

    private ClassMetrics Average(Func<Evaluation, int, int> weightOf)
    {
        (double precision, double recall, double f1, long weights) = (0, 0, 0, 0);
        for (int label = 0; label < Classes; label++)
        {
            if (_ofClass[label] + _takenForClass[label] > 0)
            {
                int weight = weightOf(this, label);
                ClassMetrics metrics = MetricsOf(label);
                precision += weight * OrZero(metrics.Precision);
                recall += weight * OrZero(metrics.Recall);
                f1 += weight * OrZero(metrics.F1);
                weights += weight;
            }
        }

        return new ClassMetrics(precision / weights, recall / weights, f1 / weights);
    }

    private static double OrZero(double value) => double.IsNaN(value) ? 0 : value;

    private void CheckClass(int value, string argument)
    {
        if ((uint)value >= (uint)Classes)
        {
            throw new ArgumentOutOfRangeException(argument, value, $"there is no class {value}; the classes are 0 to {Classes - 1}");
        }
    }
}
