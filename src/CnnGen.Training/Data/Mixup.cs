using System;

namespace CnnGen;

/// <summary>x = w * x + (1 - w) * partner.</summary>
internal sealed class Mixup(double alpha) : Mixing
{
    /// <inheritdoc/>
    public override float Mix(Span<float> sample, ReadOnlySpan<float> partner, ReadOnlySpan<int> shape, ref RandomStream random)
    {
        float weight = (float)BetaDistribution.Draw(alpha, ref random);
        for (int i = 0; i < sample.Length; i++)
        {
            sample[i] = (weight * sample[i]) + ((1 - weight) * partner[i]);
        }

        return weight;
    }
}
