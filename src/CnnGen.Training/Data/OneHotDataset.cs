using System;

namespace CnnGen;

/// <summary>See <see cref="Dataset.OneHot"/>.</summary>
internal sealed class OneHotDataset(Dataset dataset, int classes, float yes, float no) : Dataset
{
    /// <inheritdoc/>
    public override int Count => dataset.Count;

    /// <inheritdoc/>
    public override int SampleLength => dataset.SampleLength;

    /// <inheritdoc/>
    public override ReadOnlySpan<int> SampleShape => dataset.SampleShape;

    /// <inheritdoc/>
    public override void Read(int index, Span<float> sample) => dataset.Read(index, sample);

    /// <inheritdoc/>
    public override void Read(int index, Span<float> sample, ulong draw) => dataset.Read(index, sample, draw);

    /// <inheritdoc/>
    public override int Label(int index) => dataset.Label(index);

    /// <inheritdoc/>
    public override bool HasLabels(string output) => false;

    /// <inheritdoc/>
    public override void ReadValues(int index, string output, Span<float> values, ulong? draw)
    {
        int label = Label(index);
        if (values.Length != classes || (uint)label >= (uint)classes)
        {
            throw new ArgumentException(
                $"the output '{output}' has {values.Length} elements and sample {index} label {label}; expected {classes} elements and labels 0 to {classes - 1}", nameof(values));
        }

        values.Fill(no);
        values[label] = yes;
    }
}
