using System;

namespace CnnGen;

/// <summary>x = w * x + (1 - w) * partner.</summary>
internal sealed class Mixup(double alpha) : Mixing
{
    /// <inheritdoc/>
    public override float Mix(Span<float> sample, ReadOnlySpan<float> partner, ReadOnlySpan<int> shape, ref RandomStream random)
    {
        float weight = (float)BetaDistribution.Draw(alpha, ref random);
        Spans.MoveTowards(sample, partner, 1 - weight);
        return weight;
    }
}
