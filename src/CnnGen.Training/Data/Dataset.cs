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

    /// <summary>Whether the targets of an output are classes; otherwise they are numbers. Classes unless a dataset says otherwise.</summary>
    /// <param name="output">The output's name: <c>output</c> for a network's own unless a mark names it.</param>
    public virtual bool HasLabels(string output) => true;

    /// <summary>The classes of one sample that an output should tell: one, or one for each of the output's positions. Several threads may call it at once.</summary>
    /// <remarks>Of a dataset that knows one class a sample, that class, for every output.</remarks>
    /// <param name="index">The sample, from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="output">The output's name.</param>
    /// <param name="labels">Receives a class for each position of the output, in the order of its rows.</param>
    /// <param name="draw">What <see cref="Read(int, Span{float}, ulong)"/> was told of this use of the sample; null where it was read as it is.</param>
    /// <exception cref="ArgumentException">The dataset does not have so many.</exception>
    public virtual void ReadLabels(int index, string output, Span<int> labels, ulong? draw)
    {
        if (labels.Length != 1)
        {
            throw new ArgumentException($"the output '{output}' has {labels.Length} positions; the dataset has one label a sample: override ReadLabels", nameof(labels));
        }

        labels[0] = Label(index);
    }

    /// <summary>The numbers that an output should have for one sample. Several threads may call it at once.</summary>
    /// <param name="index">The sample, from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="output">The output's name.</param>
    /// <param name="values">Receives a number for each element of the output, in its order.</param>
    /// <param name="draw">What <see cref="Read(int, Span{float}, ulong)"/> was told of this use of the sample; null where it was read as it is.</param>
    /// <exception cref="NotSupportedException">The dataset has classes.</exception>
    /// <exception cref="ArgumentException">The dataset does not have so many.</exception>
    public virtual void ReadValues(int index, string output, Span<float> values, ulong? draw) =>
        throw new NotSupportedException($"the dataset has classes for the output '{output}', not numbers: see HasLabels");

    /// <summary>The same samples with numbers as targets: 1 for the class of a sample, 0 for the others.</summary>
    /// <param name="classes">The number of classes: the network's outputs.</param>
    /// <param name="yes">The number for the class itself.</param>
    /// <param name="no">The number for the others: -1 with outputs of Tanh, as LeNet-5 of 1998 was trained.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classes"/> is below 1.</exception>
    public Dataset OneHot(int classes, float yes = 1, float no = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        return new OneHotDataset(this, classes, yes, no);
    }
}
