using System;

namespace CnnGen;

/// <summary>Adds normal noise to every element.</summary>
internal sealed class GaussianNoise(double deviation, bool clip) : ImageTransform
{
    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination, ref RandomStream random)
    {
        for (int i = 0; i < source.Length; i++)
        {
            float value = (float)(source[i] + (deviation * random.NextNormal()));
            destination[i] = clip ? Math.Clamp(value, 0, 1) : value;
        }
    }
}
