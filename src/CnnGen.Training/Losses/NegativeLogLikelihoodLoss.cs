using System;
using System.Collections.Generic;

namespace CnnGen;

/// <summary>The negative logarithm of the label's probability, of outputs that are logarithms of probabilities: PyTorch's <c>NLLLoss</c>.</summary>
/// <remarks>
/// For outputs l and label t: <c>L = -w_t l_t</c>. The mean is the sum divided by the sum of the labels' weights. The network ends with
/// LogSoftmax; <see cref="SoftmaxCrossEntropyLoss"/> does both in one, and keeps more digits.
/// </remarks>
public sealed record NegativeLogLikelihoodLoss : Loss
{
    private readonly IReadOnlyList<double>? _classWeights;

    /// <summary>A weight for each class, or null: all count the same.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative, NaN or infinite.</exception>
    public IReadOnlyList<double>? ClassWeights
    {
        get => _classWeights;
        init => _classWeights = LabelWeights.Copy(value, nameof(ClassWeights));
    }

    /// <summary>A label whose positions count for nothing, or null.</summary>
    public int? IgnoredLabel { get; init; }

    /// <inheritdoc/>
    protected override double Count(Targets targets, OutputShape shape) => LabelWeights.Sum(ClassWeights, targets.Labels, IgnoredLabel);

    /// <inheritdoc/>
    protected override double SumOf(ReadOnlySpan<float> outputs, Targets targets, OutputShape shape, double divisor, Span<float> gradient)
    {
        double sum = 0;
        for (int place = 0; place < targets.Length; place++)
        {
            int label = targets.Labels[place];
            if (label != IgnoredLabel)
            {
                sum -= LabelWeights.Of(ClassWeights, label) * outputs[PlaceOf(place, label, shape)];
            }
        }

        gradient.Clear();
        for (int place = 0; place < targets.Length; place++)
        {
            int label = targets.Labels[place];
            if (label != IgnoredLabel)
            {
                gradient[PlaceOf(place, label, shape)] = (float)(-LabelWeights.Of(ClassWeights, label) / divisor);
            }
        }

        return sum;
    }

    /// <inheritdoc/>
    protected override void CheckTargets(Targets targets, OutputShape shape)
    {
        LabelWeights.Check(ClassWeights, shape, nameof(ClassWeights));
        if (!targets.AreLabels)
        {
            base.CheckTargets(targets, shape);
        }

        CheckLabels(targets.Labels, shape, IgnoredLabel);
    }

    private static int PlaceOf(int place, int label, OutputShape shape)
    {
        (int sample, int position) = Math.DivRem(place, shape.Positions);
        return (sample * shape.Length) + (label * shape.Positions) + position;
    }
}
