using System;

namespace CnnGen;

/// <summary>Some of a dataset's samples, in an order of their own, some perhaps several times.</summary>
internal sealed class SubsetDataset(Dataset dataset, int[] indices) : Dataset
{
    /// <inheritdoc/>
    public override int Count => indices.Length;

    /// <inheritdoc/>
    public override int SampleLength => dataset.SampleLength;

    /// <inheritdoc/>
    public override ReadOnlySpan<int> SampleShape => dataset.SampleShape;

    /// <inheritdoc/>
    public override void Read(int index, Span<float> sample) => dataset.Read(Place(index), sample);

    /// <inheritdoc/>
    public override void Read(int index, Span<float> sample, ulong draw) => dataset.Read(Place(index), sample, draw);

    /// <inheritdoc/>
    public override int Label(int index) => dataset.Label(Place(index));

    /// <inheritdoc/>
    public override bool HasLabels(string output) => dataset.HasLabels(output);

    /// <inheritdoc/>
    public override void ReadLabels(int index, string output, Span<int> labels, ulong? draw) => dataset.ReadLabels(Place(index), output, labels, draw);

    /// <inheritdoc/>
    public override void ReadValues(int index, string output, Span<float> values, ulong? draw) => dataset.ReadValues(Place(index), output, values, draw);

    private int Place(int index)
    {
        SampleCheck.Index(this, index);
        return indices[index];
    }
}
