using System;

namespace CnnGen;

/// <summary>A dataset whose samples are transformed as they are read.</summary>
internal sealed class TransformedDataset : Dataset
{
    private readonly Dataset _dataset;
    private readonly ImageTransform _transform;
    private readonly ImageShape _input;
    private readonly int[] _shape;

    /// <summary>Checks that the transform takes the samples.</summary>
    /// <exception cref="ArgumentException">It does not, or they are not images.</exception>
    public TransformedDataset(Dataset dataset, ImageTransform transform)
    {
        _dataset = dataset;
        _transform = transform;
        _input = ImageShape.Of(dataset);
        ImageShape output = transform.OutputShape(_input);
        _shape = [output.Channels, output.Height, output.Width];
        SampleLength = output.Length;
    }

    /// <inheritdoc/>
    public override int Count => _dataset.Count;

    /// <inheritdoc/>
    public override int SampleLength { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<int> SampleShape => _shape;

    /// <inheritdoc/>
    public override void Read(int index, Span<float> sample)
    {
        SampleCheck.Read(this, index, sample.Length);
        using Scratch scratch = Scratch.Rent(_input.Length);
        _dataset.Read(index, scratch.Span);
        _transform.Apply(scratch.Span, _input, sample);
    }

    /// <inheritdoc/>
    public override void Read(int index, Span<float> sample, ulong draw)
    {
        SampleCheck.Read(this, index, sample.Length);
        using Scratch scratch = Scratch.Rent(_input.Length);

        _dataset.Read(index, scratch.Span, InnerDraw(draw));
        RandomStream random = new(RandomStream.Mix(draw, 1));
        _transform.Apply(scratch.Span, _input, sample, ref random);
    }

    /// <inheritdoc/>
    public override int Label(int index) => _dataset.Label(index);

    /// <inheritdoc/>
    public override bool HasLabels(string output) => _dataset.HasLabels(output);

    /// <inheritdoc/>
    public override void ReadLabels(int index, string output, Span<int> labels, ulong? draw)
    {
        if (labels.Length != 1)
        {
            throw new NotSupportedException(
                $"the output '{output}' has a label for each of {labels.Length} positions, which transforms of images do not move: expected a dataset of one's own, which draws the same for both");
        }

        _dataset.ReadLabels(index, output, labels, InnerDraw(draw));
    }

    /// <inheritdoc/>
    public override void ReadValues(int index, string output, Span<float> values, ulong? draw) => _dataset.ReadValues(index, output, values, InnerDraw(draw));

    // What is transformed may be random itself: the two draw from keys of their own.
    private static ulong InnerDraw(ulong draw) => RandomStream.Mix(draw, 0);

    private static ulong? InnerDraw(ulong? draw) => draw is { } known ? InnerDraw(known) : null;
}
