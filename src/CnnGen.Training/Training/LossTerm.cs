using System;

namespace CnnGen;

/// <summary>The loss of one output over the batches of a training: the outputs, what they should be, and the gradient.</summary>
/// <param name="output">The output.</param>
/// <param name="loss">Its loss.</param>
/// <param name="weight">By what that is multiplied.</param>
/// <param name="batchSize">Samples of a batch.</param>
/// <param name="stepSize">Samples of a step: batches that are accumulated.</param>
internal sealed class LossTerm(OutputInfo output, Loss loss, double weight, int batchSize, int stepSize)
{
    private readonly OutputShape _shape = OutputShape.Of(output);
    private readonly float[] _outputs = new float[batchSize * output.Length];
    private readonly float[] _gradient = new float[batchSize * output.Length];
    private int[] _labels = [];
    private float[] _values = [];
    private bool _areLabels = true;

    /// <summary>The output's name.</summary>
    public string Name => output.Name;

    /// <summary>Elements of a sample's output.</summary>
    public int Length => output.Length;

    /// <summary>Labels of a sample.</summary>
    public int Positions => _shape.Positions;

    /// <summary>Says of what kind the targets of the next steps are. Allocates where they are others than before.</summary>
    public void Expect(bool areLabels)
    {
        _areLabels = areLabels;
        if (areLabels && _labels.Length == 0)
        {
            _labels = new int[stepSize * _shape.Positions];
        }
        else if (!areLabels && _values.Length == 0)
        {
            _values = new float[stepSize * _shape.Length];
        }
    }

    /// <summary>Takes the targets of a step's samples.</summary>
    /// <param name="targets">The targets, of the kind that is expected.</param>
    public void Set(Targets targets)
    {
        if (targets.AreLabels)
        {
            targets.Labels.CopyTo(_labels);
        }
        else
        {
            targets.Values.CopyTo(_values);
        }
    }

    /// <summary>Reads the targets of one sample of a step.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="index">The sample in it.</param>
    /// <param name="place">The sample's place in the step.</param>
    /// <param name="draw">What this use of the sample was told.</param>
    public void Read(Dataset dataset, int index, int place, ulong draw)
    {
        if (_areLabels)
        {
            dataset.ReadLabels(index, Name, _labels.AsSpan(place * _shape.Positions, _shape.Positions), draw);
        }
        else
        {
            dataset.ReadValues(index, Name, _values.AsSpan(place * _shape.Length, _shape.Length), draw);
        }
    }

    /// <summary>What the mean over some samples of the step divides by.</summary>
    /// <param name="samples">The step's first samples.</param>
    public double Divisor(int samples) => loss.Divisor(Targets(0, samples), _shape);

    /// <summary>Where the outputs of a batch go.</summary>
    /// <param name="samples">The batch's samples.</param>
    public Memory<float> Outputs(int samples) => _outputs.AsMemory(0, samples * Length);

    /// <summary>The loss's derivative by each output of the last batch.</summary>
    /// <param name="samples">The batch's samples.</param>
    public Memory<float> Gradient(int samples) => _gradient.AsMemory(0, samples * Length);

    /// <summary>Computes the loss of a batch and its gradient, both as parts of the step's.</summary>
    /// <param name="first">The batch's first sample in the step.</param>
    /// <param name="samples">The batch's samples.</param>
    /// <param name="divisor">What the step's mean divides by.</param>
    public double Compute(int first, int samples, double divisor)
    {
        // No gradient where the weight is zero, rather than one that was divided by zero.
        double sum = loss.Sum(Outputs(samples).Span, Targets(first, samples), _shape, weight == 0 ? double.PositiveInfinity : divisor / weight, Gradient(samples).Span);
        return weight * sum / divisor;
    }

    /// <summary>How many labels of the last batch were predicted, and how many there are; none where targets are numbers.</summary>
    /// <param name="first">The batch's first sample in the step.</param>
    /// <param name="samples">The batch's samples.</param>
    public (int Correct, int Counted) CountCorrect(int first, int samples) =>
        _areLabels ? ArgMax.CountCorrect(Outputs(samples).Span, Targets(first, samples).Labels, _shape) : default;

    private Targets Targets(int first, int samples) => _areLabels
        ? new Targets(_labels.AsSpan(first * _shape.Positions, samples * _shape.Positions))
        : new Targets(_values.AsSpan(first * _shape.Length, samples * _shape.Length));
}
