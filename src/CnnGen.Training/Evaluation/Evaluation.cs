using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>How well a network does on a labelled dataset.</summary>
public sealed class Evaluation
{
    private readonly int[] _predictions;
    private readonly int[] _ofClass;
    private readonly int[] _takenForClass;

    // The cells that are not zero: the whole matrix of a network with many outputs would not fit an array.
    private readonly Dictionary<(int Label, int Prediction), int> _confusion = [];

    internal Evaluation(int classes, double loss, int[] labels, int[] predictions)
    {
        Classes = classes;
        Loss = loss;
        _predictions = predictions;
        _ofClass = new int[classes];
        _takenForClass = new int[classes];
        for (int sample = 0; sample < labels.Length; sample++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_confusion, (labels[sample], predictions[sample]), out _)++;
            _ofClass[labels[sample]]++;
            _takenForClass[predictions[sample]]++;
            Correct += labels[sample] == predictions[sample] ? 1 : 0;
        }
    }

    /// <summary>The number of classes: the network's outputs.</summary>
    public int Classes { get; }

    /// <summary>The number of samples.</summary>
    public int Samples => _predictions.Length;

    /// <summary>The number of samples whose highest output is that of their label.</summary>
    public int Correct { get; }

    /// <summary><see cref="Correct"/> / <see cref="Samples"/>, in [0, 1].</summary>
    public double Accuracy => (double)Correct / Samples;

    /// <summary>The mean loss of a sample.</summary>
    public double Loss { get; }

    /// <summary>The predicted label of each sample, in the dataset's order: the first of the highest outputs.</summary>
    public ReadOnlySpan<int> Predictions => _predictions;

    /// <summary>The confusion matrix: the number of samples of one class that were taken for another.</summary>
    /// <param name="label">The class that the samples are of.</param>
    /// <param name="prediction">The class that they were taken for.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int Confusion(int label, int prediction)
    {
        CheckClass(label, nameof(label));
        CheckClass(prediction, nameof(prediction));
        return _confusion.GetValueOrDefault((label, prediction));
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

    /// <summary>One line: <c>9871 of 10000 right (98.71 %), loss 0.0412</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Correct} of {Samples} right ({100 * Accuracy:F2} %), loss {Loss:F4}");

    private void CheckClass(int value, string argument)
    {
        if ((uint)value >= (uint)Classes)
        {
            throw new ArgumentOutOfRangeException(argument, value, $"there is no class {value}; the classes are 0 to {Classes - 1}");
        }
    }
}
