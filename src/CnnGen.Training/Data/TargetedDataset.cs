using System;

namespace CnnGen;

/// <summary>Samples and what an output should be for each, in arrays: numbers for regression, or a class for each position for segmentation.</summary>
public sealed class TargetedDataset : Dataset
{
    private readonly float[] _samples;
    private readonly float[]? _values;
    private readonly int[]? _labels;

    /// <summary>Samples with numbers. The arrays are kept, not copied.</summary>
    /// <param name="count">The number of samples: at least 1.</param>
    /// <param name="samples">The samples one after the other, each laid out channels, height, width.</param>
    /// <param name="values">The numbers of each sample, one after the other, each in the order of the network's output.</param>
    /// <exception cref="ArgumentException">An array cannot be cut into so many equal parts.</exception>
    public TargetedDataset(int count, float[] samples, float[] values)
        : this(count, samples)
    {
        ArgumentNullException.ThrowIfNull(values);
        LengthOf(values.Length, nameof(values));
        _values = values;
    }

    /// <summary>Samples with a class for each position. The arrays are kept, not copied.</summary>
    /// <param name="count">The number of samples: at least 1.</param>
    /// <param name="samples">The samples one after the other, each laid out channels, height, width.</param>
    /// <param name="labels">The classes of each sample, one after the other, each in the order of the network's output.</param>
    /// <exception cref="ArgumentException">An array cannot be cut into so many equal parts.</exception>
    public TargetedDataset(int count, float[] samples, int[] labels)
        : this(count, samples)
    {
        ArgumentNullException.ThrowIfNull(labels);
        LengthOf(labels.Length, nameof(labels));
        _labels = labels;
    }

    private TargetedDataset(int count, float[] samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentNullException.ThrowIfNull(samples);
        Count = count;
        SampleLength = LengthOf(samples.Length, nameof(samples));
        _samples = samples;
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int SampleLength { get; }

    /// <inheritdoc/>
    public override void Read(int index, Span<float> sample)
    {
        SampleCheck.Read(this, index, sample.Length);
        _samples.AsSpan(index * SampleLength, SampleLength).CopyTo(sample);
    }

    /// <summary>The class of the first position; -1 where the targets are numbers.</summary>
    /// <param name="index">The sample, from 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public override int Label(int index)
    {
        SampleCheck.Index(this, index);
        return _labels is null ? -1 : _labels[index * (_labels.Length / Count)];
    }

    /// <inheritdoc/>
    public override bool HasLabels(string output) => _labels is not null;

    /// <inheritdoc/>
    public override void ReadLabels(int index, string output, Span<int> labels, ulong? draw) => Read(index, output, _labels, labels, "labels");

    /// <inheritdoc/>
    public override void ReadValues(int index, string output, Span<float> values, ulong? draw) => Read(index, output, _values, values, "numbers");

    private void Read<T>(int index, string output, T[]? all, Span<T> target, string kind)
    {
        SampleCheck.Index(this, index);
        int each = (all?.Length ?? 0) / Count;
        if (target.Length != each)
        {
            throw new ArgumentException($"the output '{output}' takes {target.Length} {kind} a sample; the dataset has {each}", nameof(target));
        }

        all.AsSpan(index * each, each).CopyTo(target);
    }

    private int LengthOf(int elements, string name) => elements > 0 && elements % Count == 0
        ? elements / Count
        : throw new ArgumentException($"{name} has {elements} elements, which cannot be cut into {Count} equal parts", name);
}
