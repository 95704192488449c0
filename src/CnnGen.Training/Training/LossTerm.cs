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
    private float[] _partner = [];
    private bool _haveLabels = true;
    private bool _areLabels = true;

    /// <summary>The output's name.</summary>
    public string Name => output.Name;

    /// <summary>Elements of a sample's output.</summary>
    public int Length => output.Length;

    /// <summary>Labels of a sample.</summary>
    public int Positions => _shape.Positions;

    /// <summary>Says of what kind the targets of the next steps are. Allocates where they are others than before.</summary>
    /// <param name="haveLabels">Whether they are classes.</param>
    /// <param name="areMixed">Whether two samples' targets are mixed: classes become numbers then, a share for each.</param>
    public void Expect(bool haveLabels, bool areMixed)
    {
        if (haveLabels && areMixed && Positions > 1)
        {
            throw new ArgumentException($"the output '{Name}' has a class for each of {Positions} positions; samples with one class, or with numbers, can be mixed");
        }

        _haveLabels = haveLabels;
        _areLabels = haveLabels && !areMixed;
        _labels = haveLabels && _labels.Length == 0 ? new int[stepSize * Positions] : _labels;
        _values = !_areLabels && _values.Length == 0 ? new float[stepSize * Length] : _values;
        _partner = areMixed && !haveLabels && _partner.Length == 0 ? new float[Length] : _partner;
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

    /// <summary>Reads the targets of the samples of a step.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="batch">The samples.</param>
    public void Read(Dataset dataset, SampleBatch batch)
    {
        for (int place = 0; place < batch.Count; place++)
        {
            Read(dataset, batch.Samples[place], place, batch.Draws[place]);
            if (!batch.Partners.IsEmpty)
            {
                Mix(dataset, batch, place);
            }
        }
    }

    /// <summary>Reads the targets of one sample.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="index">The sample in it.</param>
    /// <param name="place">Its place in the step.</param>
    /// <param name="draw">What this use of it was told; null where it is read as it is.</param>
    public void Read(Dataset dataset, int index, int place, ulong? draw)
    {
        if (_haveLabels)
        {
            dataset.ReadLabels(index, Name, _labels.AsSpan(place * Positions, Positions), draw);
        }
        else
        {
            dataset.ReadValues(index, Name, ValuesAt(place), draw);
        }
    }

    /// <summary>The label of a sample that has one.</summary>
    public int Label(int place) => _labels[place];

    /// <summary>Counts the labels of the last batch and what they were taken for; nothing where targets are numbers.</summary>
    /// <param name="samples">The batch's samples.</param>
    /// <param name="confusion">Where they are counted.</param>
    public void Count(int samples, ConfusionCounts confusion)
    {
        for (int place = 0; _haveLabels && place < samples * Positions; place++)
        {
            if ((uint)_labels[place] < (uint)_shape.Channels)
            {
                confusion.Add(_labels[place], ArgMax.At(Outputs(samples).Span, place, _shape));
            }
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

    /// <summary>How many labels of the last batch were predicted, and how many there are; none where targets are numbers. Of mixed samples the larger share's counts.</summary>
    /// <param name="first">The batch's first sample in the step.</param>
    /// <param name="samples">The batch's samples.</param>
    public (int Correct, int Counted) CountCorrect(int first, int samples) =>
        _haveLabels ? ArgMax.CountCorrect(Outputs(samples).Span, _labels.AsSpan(first * Positions, samples * Positions), _shape) : default;

    /// <summary>Mixes the target of a sample's partner in: of classes, the share of each.</summary>
    private void Mix(Dataset dataset, SampleBatch batch, int place)
    {
        float weight = batch.Weights[place];
        Span<float> values = ValuesAt(place);
        if (!_haveLabels)
        {
            dataset.ReadValues(batch.Partners[place], Name, _partner, batch.PartnerDraws[place]);
            Spans.MoveTowards(values, _partner, 1 - weight);
            return;
        }

        int label = 0;
        dataset.ReadLabels(batch.Partners[place], Name, new Span<int>(ref label), batch.PartnerDraws[place]);
        values.Clear();
        values[_labels[place]] = weight;
        values[label] += 1 - weight;
        _labels[place] = weight >= 0.5f ? _labels[place] : label;
    }

    private Span<float> ValuesAt(int place) => _values.AsSpan(place * Length, Length);

    private Targets Targets(int first, int samples) => _areLabels
        ? new Targets(_labels.AsSpan(first * Positions, samples * Positions))
        : new Targets(_values.AsSpan(first * Length, samples * Length));
}
