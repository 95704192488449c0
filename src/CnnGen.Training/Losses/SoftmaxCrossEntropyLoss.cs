using System;
using System.Collections.Generic;

namespace CnnGen;

/// <summary>Softmax and cross-entropy in one: PyTorch's <c>CrossEntropyLoss</c>.</summary>
/// <remarks>
/// For scores s of C classes: <c>L = sum_c t_c (log(sum_k exp(s_k)) - s_c)</c> with
/// <c>t_c = w_c ((1 - smoothing) q_c + smoothing / C)</c>, where q is 1 for the label's class and 0 for the others, or the probabilities
/// that were given as targets, and w the classes' weights; a label's smoothed part keeps the weights of all classes, its other part that of
/// its own. <c>dL/ds_c = (sum_k t_k) exp(s_c) / sum_k exp(s_k) - t_c</c>. The mean is the sum divided by the sum of the labels' weights, or
/// by the number of positions where targets are probabilities. The network gives scores: a Softmax layer before this loss would be applied
/// twice. Smoothing: Szegedy et al. 2016, "Rethinking the Inception Architecture", section 7.
/// </remarks>
public sealed record SoftmaxCrossEntropyLoss : Loss
{
    private readonly double _labelSmoothing;
    private readonly IReadOnlyList<double>? _classWeights;

    /// <summary>The share of each target that is spread over all classes, in [0, 1): 0 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1).</exception>
    public double LabelSmoothing
    {
        get => _labelSmoothing;
        init => _labelSmoothing = ArgumentGuard.Fraction(value, nameof(LabelSmoothing));
    }

    /// <summary>A weight for each class, or null: all count the same. For classes with few samples, to count more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative, NaN or infinite.</exception>
    public IReadOnlyList<double>? ClassWeights
    {
        get => _classWeights;
        init => _classWeights = LabelWeights.Copy(value, nameof(ClassWeights));
    }

    /// <summary>A label whose positions count for nothing, or null: the border of a segmentation, say, as PyTorch's <c>ignore_index</c>.</summary>
    public int? IgnoredLabel { get; init; }

    /// <inheritdoc/>
    protected override double Count(Targets targets, OutputShape shape) =>
        targets.AreLabels ? LabelWeights.Sum(ClassWeights, targets.Labels, IgnoredLabel) : base.Count(targets, shape);

    /// <inheritdoc/>
    protected override double SumOf(ReadOnlySpan<float> outputs, Targets targets, OutputShape shape, double divisor, Span<float> gradient) =>
        ScoreRows.Sum(new SoftmaxRow(this, divisor), outputs, targets, shape, gradient);

    /// <inheritdoc/>
    protected override void CheckTargets(Targets targets, OutputShape shape)
    {
        LabelWeights.Check(ClassWeights, shape, nameof(ClassWeights));
        CheckLabels(targets.Labels, shape, IgnoredLabel);
    }
}
