using System;

namespace CnnGen;

/// <summary>Labelled samples, read one by one.</summary>
public abstract class Dataset
{
    private int[]? _length;

    /// <summary>The number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>Elements of a sample, laid out channels, height, width.</summary>
    public abstract int SampleLength { get; }

    /// <summary>Channels, then spatial sizes of a sample, in elements: a single number, <see cref="SampleLength"/>, where a dataset does not know more.</summary>
    public virtual ReadOnlySpan<int> SampleShape => _length ??= [SampleLength];

    /// <summary>Copies one sample out. Must not allocate; several threads may call it at once.</summary>
    /// <param name="index">The sample, from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="sample">Receives <see cref="SampleLength"/> elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="ArgumentException">The span does not have <see cref="SampleLength"/> elements.</exception>
    public abstract void Read(int index, Span<float> sample);

    /// <summary>Copies one sample out for training, in a form that may differ from use to use: this is where augmentation takes place.</summary>
    /// <remarks>
    /// The same <paramref name="draw"/> gives the same elements: a training's are all different, and follow from its seed. The sample as it
    /// is unless a dataset says otherwise. Must not allocate; several threads may call it at once.
    /// </remarks>
    /// <param name="index">The sample, from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="sample">Receives <see cref="SampleLength"/> elements.</param>
    /// <param name="draw">From which all that is random follows: the key of a <see cref="RandomStream"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="ArgumentException">The span does not have <see cref="SampleLength"/> elements.</exception>
    public virtual void Read(int index, Span<float> sample, ulong draw) => Read(index, sample);

    /// <summary>The class of one sample, from 0. Several threads may call it at once.</summary>
    /// <param name="index">The sample, from 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public abstract int Label(int index);
}
