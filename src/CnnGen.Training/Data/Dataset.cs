using System;

namespace CnnGen;

/// <summary>Labelled samples, read one by one.</summary>
public abstract class Dataset
{
    /// <summary>The number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>Elements of a sample, laid out channels, height, width.</summary>
    public abstract int SampleLength { get; }

    /// <summary>Copies one sample out. Must not allocate; several threads may call it at once.</summary>
    /// <param name="index">The sample, from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="sample">Receives <see cref="SampleLength"/> elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="ArgumentException">The span does not have <see cref="SampleLength"/> elements.</exception>
    public abstract void Read(int index, Span<float> sample);

    /// <summary>The class of one sample, from 0. Several threads may call it at once.</summary>
    /// <param name="index">The sample, from 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public abstract int Label(int index);
}
