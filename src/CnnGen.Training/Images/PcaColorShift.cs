using System;

namespace CnnGen;

/// <summary>Adds a random multiple of each principal component of the data's colours to all pixels of an image.</summary>
internal sealed class PcaColorShift : ImageTransform
{
    private readonly double _strength;
    private readonly double[] _values;
    private readonly double[] _vectors;

    /// <summary>Computes the components.</summary>
    public PcaColorShift(ChannelStatistics statistics, double strength)
    {
        _strength = strength;
        (_values, _vectors) = SymmetricEigen.Solve(statistics.Covariance, statistics.Channels);
    }

    private int Channels => _values.Length;

    /// <inheritdoc/>
    public override ImageShape OutputShape(ImageShape input) => input.Channels == Channels
        ? input
        : throw new ArgumentException($"an image of {input} has {input.Channels} channels; the statistics are those of {Channels}", nameof(input));

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination, ref RandomStream random)
    {
        source.CopyTo(destination);
        for (int component = 0; component < Channels; component++)
        {
            double amount = _strength * random.NextNormal() * _values[component];
            for (int channel = 0; channel < Channels; channel++)
            {
                float shift = (float)(amount * _vectors[(component * Channels) + channel]);
                foreach (ref float value in destination.Slice(channel * shape.PlaneLength, shape.PlaneLength))
                {
                    value += shift;
                }
            }
        }
    }
}
