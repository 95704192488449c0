using System;

namespace CnnGen;

/// <summary>Adds normal noise to every element.</summary>
internal sealed class GaussianNoise(double deviation, bool clip) : ImageTransform
{
    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination, ref RandomStream random)
    {
        int pairs = source.Length / 2 * 2;
        for (int i = 0; i < pairs; i += 2)
        {
            (double first, double second) = random.NextNormals();
            destination[i] = Noisy(source[i], first);
            destination[i + 1] = Noisy(source[i + 1], second);
        }

        if (pairs < source.Length)
        {
            destination[pairs] = Noisy(source[pairs], random.NextNormal());
        }
    }

    private float Noisy(float value, double noise)
    {
        float sum = (float)(value + (deviation * noise));
        return clip ? Math.Clamp(sum, 0, 1) : sum;
    }
}
