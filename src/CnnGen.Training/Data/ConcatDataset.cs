using System;

namespace CnnGen;

/// <summary>The samples of several datasets, one dataset after the other. All have targets of the kind that the first has.</summary>
internal sealed class ConcatDataset : Dataset
{
    private readonly Dataset[] _datasets;
    private readonly int[] _ends;

    /// <summary>Checks that the samples are of one shape.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    public ConcatDataset(Dataset[] datasets)
    {
        _datasets = datasets;
        _ends = new int[datasets.Length];
        for (int i = 0; i < datasets.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(datasets[i], nameof(datasets));
            if (!datasets[i].SampleShape.SequenceEqual(SampleShape))
            {
                throw new ArgumentException(
                    $"dataset {i} has samples of {Text(datasets[i].SampleShape)}; expected {Text(SampleShape)}, as the first has", nameof(datasets));
            }

            Count = checked(Count + datasets[i].Count);
            _ends[i] = Count;
        }
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int SampleLength => _datasets[0].SampleLength;

    /// <inheritdoc/>
    public override ReadOnlySpan<int> SampleShape => _datasets[0].SampleShape;

    /// <inheritdoc/>
    public override void Read(int index, Span<float> sample) => Find(ref index).Read(index, sample);

    /// <inheritdoc/>
    public override void Read(int index, Span<float> sample, ulong draw) => Find(ref index).Read(index, sample, draw);

    /// <inheritdoc/>
    public override int Label(int index) => Find(ref index).Label(index);

    /// <inheritdoc/>
    public override bool HasLabels(string output) => _datasets[0].HasLabels(output);

    /// <inheritdoc/>
    public override void ReadLabels(int index, string output, Span<int> labels, ulong? draw) => Find(ref index).ReadLabels(index, output, labels, draw);

    /// <inheritdoc/>
    public override void ReadValues(int index, string output, Span<float> values, ulong? draw) => Find(ref index).ReadValues(index, output, values, draw);

    private static string Text(ReadOnlySpan<int> shape) => string.Join('x', shape.ToArray());

    /// <summary>The dataset that has a sample, whose number becomes the one there.</summary>
    private Dataset Find(ref int index)
    {
        SampleCheck.Index(this, index);
        int part = 0;
        while (index >= _ends[part])
        {
            part++;
        }

        index -= part == 0 ? 0 : _ends[part - 1];
        return _datasets[part];
    }
}
