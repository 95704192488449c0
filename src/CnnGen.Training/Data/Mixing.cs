using System;

namespace CnnGen;

/// <summary>Puts a second sample into a training sample; the label becomes a mixture of the two in the same proportion.</summary>
/// <remarks>A description that does not change: several threads may use one at once.</remarks>
public abstract class Mixing
{
    private const double LeastAlpha = 1e-3;
    private const double MostAlpha = 1e3;

    /// <summary>Weighs two samples and adds them: Zhang et al. 2018, "mixup: Beyond Empirical Risk Minimization".</summary>
    /// <param name="alpha">The weight is drawn from Beta(alpha, alpha): near 0 or 1 for a small one, anywhere for 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 1E-3 to 1E3.</exception>
    public static Mixing Mixup(double alpha = 0.2) => new Mixup(ArgumentGuard.Within(alpha, LeastAlpha, MostAlpha));

    /// <summary>Puts a rectangle of another sample in the same place: Yun et al. 2019, "CutMix". For images.</summary>
    /// <param name="alpha">The part that stays is drawn from Beta(alpha, alpha).</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 1E-3 to 1E3.</exception>
    public static Mixing CutMix(double alpha = 1) => new CutMix(ArgumentGuard.Within(alpha, LeastAlpha, MostAlpha));

    /// <summary>Mixes a sample into another, in place.</summary>
    /// <param name="sample">The sample, which becomes the mixture.</param>
    /// <param name="partner">The one that is mixed into it.</param>
    /// <param name="shape">Channels, then spatial sizes of both.</param>
    /// <param name="random">From which all that is random is drawn.</param>
    /// <returns>The weight of the sample's own label, in [0, 1]; the partner's label has the rest.</returns>
    public abstract float Mix(Span<float> sample, ReadOnlySpan<float> partner, ReadOnlySpan<int> shape, ref RandomStream random);
}
