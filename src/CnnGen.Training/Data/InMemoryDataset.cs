using System;

namespace CnnGen;

/// <summary>Samples in arrays: floats as they are, or bytes that become floats in [0, 1] when they are read.</summary>
public sealed class InMemoryDataset : Dataset
{
    private readonly float[]? _floats;
    private readonly byte[]? _pixels;
    private readonly int[] _labels;
    private readonly int[] _shape;

    /// <summary>Samples of floats. The array is kept, not copied; the labels are copied.</summary>
    /// <param name="samples">The samples one after the other, each laid out channels, height, width.</param>
    /// <param name="labels">The class of each sample, from 0.</param>
    /// <param name="sampleShape">Channels, then spatial sizes of a sample, as transforms want to know them; may be left out: <see cref="SampleLength"/> alone.</param>
    /// <exception cref="ArgumentException">The samples are not as many as the labels, there is none, or the shape is not that of a sample.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is negative.</exception>
    public InMemoryDataset(float[] samples, ReadOnlySpan<int> labels, params ReadOnlySpan<int> sampleShape)
    {
        ArgumentNullException.ThrowIfNull(samples);
        SampleLength = LengthOfSample(samples.Length, labels.Length);
        _shape = Shape(sampleShape);
        CheckLabels(labels);
        _floats = samples;
        _labels = labels.ToArray();
    }

    /// <summary>Samples of pixels from 0 to 255, read as pixel / 255. The array is kept, not copied; the labels are copied.</summary>
    /// <param name="pixels">The samples one after the other, each laid out channels, height, width.</param>
    /// <param name="labels">The class of each sample, from 0.</param>
    /// <param name="sampleShape">Channels, then spatial sizes of a sample, as transforms want to know them; may be left out: <see cref="SampleLength"/> alone.</param>
    /// <exception cref="ArgumentException">The samples are not as many as the labels, there is none, or the shape is not that of a sample.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is negative.</exception>
    public InMemoryDataset(byte[] pixels, ReadOnlySpan<int> labels, params ReadOnlySpan<int> sampleShape)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        SampleLength = LengthOfSample(pixels.Length, labels.Length);
        _shape = Shape(sampleShape);
        CheckLabels(labels);
        _pixels = pixels;
        _labels = labels.ToArray();
    }

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <inheritdoc/>
    public override int SampleLength { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<int> SampleShape => _shape;

    /// <inheritdoc/>
    public override void Read(int index, Span<float> sample)
    {
        SampleCheck.Read(this, index, sample.Length);
        if (_floats is not null)
        {
            _floats.AsSpan(index * SampleLength, SampleLength).CopyTo(sample);
        }
        else
        {
            Pixels.ToUnitRange(_pixels.AsSpan(index * SampleLength, SampleLength), sample);
        }
    }

    /// <inheritdoc/>
    public override int Label(int index)
    {
        SampleCheck.Index(this, index);
        return _labels[index];
    }

    private static int LengthOfSample(int elements, int labels)
    {
        if (labels == 0)
        {
            throw new ArgumentException("there are no labels; a dataset has at least one sample", nameof(labels));
        }

        if (elements == 0 || elements % labels != 0)
        {
            throw new ArgumentException($"{elements} elements cannot be cut into {labels} samples of equal length, one a label");
        }

        return elements / labels;
    }

    private int[] Shape(ReadOnlySpan<int> sampleShape)
    {
        if (sampleShape.IsEmpty)
        {
            return [SampleLength];
        }

        long elements = 1;
        foreach (int size in sampleShape)
        {
            elements = size > 0 && elements <= SampleLength ? elements * size : 0;
        }

        return elements == SampleLength
            ? sampleShape.ToArray()
            : throw new ArgumentException(
                $"the shape {string.Join('x', sampleShape.ToArray())} is not that of a sample, which has {SampleLength} elements", nameof(sampleShape));
    }

    private static void CheckLabels(ReadOnlySpan<int> labels)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(labels), labels[i], $"sample {i} has label {labels[i]}; labels begin at 0");
            }
        }
    }
}
