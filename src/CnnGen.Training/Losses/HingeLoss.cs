using System;
using System.Collections.Generic;

namespace CnnGen;

/// <summary>The multi-class hinge loss of Weston and Watkins: each wrong class should score a margin below the right one.</summary>
/// <remarks>
/// For scores s and label t: <c>L = w_t sum_{c != t} max(0, s_c - s_t + margin)^power</c>, as in the lectures and in ConvNetJS; divided by
/// the number of classes it is PyTorch's <c>MultiMarginLoss</c>. Where the maximum has its corner the derivative is 0. The mean is over the
/// samples, whatever their weights. Weston and Watkins 1999, "Support Vector Machines for Multi-Class Pattern Recognition".
/// </remarks>
public sealed record HingeLoss : Loss
{
    private readonly double _margin = 1;
    private readonly int _power = 1;
    private readonly IReadOnlyList<double>? _classWeights;

    /// <summary>By how much the right class should be ahead: zero or more, 1 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public double Margin
    {
        get => _margin;
        init => _margin = ArgumentGuard.NonNegative(value, nameof(Margin));
    }

    /// <summary>1, or 2 for the squared form: 1 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Neither 1 nor 2.</exception>
    public int Power
    {
        get => _power;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Power));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 2, nameof(Power));
            _power = value;
        }
    }

    /// <summary>Whether a sample's sum is divided by the number of classes, as in PyTorch: not unless told.</summary>
    public bool DividesByClasses { get; init; }

    /// <summary>A weight for each class, or null: all count the same.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative, NaN or infinite.</exception>
    public IReadOnlyList<double>? ClassWeights
    {
        get => _classWeights;
        init => _classWeights = LabelWeights.Copy(value, nameof(ClassWeights));
    }

    /// <inheritdoc/>
    protected override double SumOf(ReadOnlySpan<float> outputs, Targets targets, OutputShape shape, double divisor, Span<float> gradient) =>
        ScoreRows.Sum(new Row(this, divisor), outputs, targets, shape, gradient);

    /// <inheritdoc/>
    protected override void CheckTargets(Targets targets, OutputShape shape)
    {
        LabelWeights.Check(ClassWeights, shape, nameof(ClassWeights));
        base.CheckTargets(targets, shape);
    }

    private readonly struct Row(HingeLoss loss, double divisor) : IScoreRow
    {
        public double Add(ReadOnlySpan<float> scores, int label, Span<float> gradient)
        {
            double weight = LabelWeights.Of(loss.ClassWeights, label) / (loss.DividesByClasses ? scores.Length : 1);
            double right = scores[label] - loss.Margin;
            double sum = 0;
            double slopes = 0;
            for (int c = 0; c < gradient.Length; c++)
            {
                // Written so that a NaN is one, and does not count as a margin that is kept.
                double excess = scores[c] - right;
                double kept = c == label || excess <= 0 ? 0 : excess;
                double slope = kept == 0 ? 0 : loss.Power == 1 ? 1 : 2 * kept;
                sum += loss.Power == 1 ? kept : kept * kept;
                slopes += slope;
                gradient[c] = (float)(weight * slope / divisor);
            }

            gradient[label] = (float)(-weight * slopes / divisor);
            return weight * sum;
        }

        public double Add(ReadOnlySpan<float> scores, ReadOnlySpan<float> target, Span<float> gradient) =>
            throw new NotSupportedException("the hinge loss takes labels");
    }
}
