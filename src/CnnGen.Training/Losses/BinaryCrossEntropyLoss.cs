using System;
using System.Collections.Generic;

namespace CnnGen;

/// <summary>Sigmoid and binary cross-entropy in one: PyTorch's <c>BCEWithLogitsLoss</c>.</summary>
/// <remarks>
/// For a score s and a target t in [0, 1]: <c>L = p t log(1 + exp(-s)) + (1 - t) log(1 + exp(s))</c>, p the channel's weight of a yes;
/// <c>dL/ds = sigmoid(s) (1 - t) - p t (1 - sigmoid(s))</c>. The mean is over all outputs of all samples. The network gives scores: a
/// Sigmoid layer before this loss would be applied twice.
/// </remarks>
public sealed record BinaryCrossEntropyLoss : ElementLoss
{
    private readonly IReadOnlyList<double>? _positiveWeights;

    /// <summary>A weight of a yes for each channel, or null: 1. For rare ones, to count more: PyTorch's <c>pos_weight</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative, NaN or infinite.</exception>
    public IReadOnlyList<double>? PositiveWeights
    {
        get => _positiveWeights;
        init => _positiveWeights = LabelWeights.Copy(value, nameof(PositiveWeights));
    }

    /// <inheritdoc/>
    protected override double SumOf(ReadOnlySpan<float> outputs, Targets targets, OutputShape shape, double divisor, Span<float> gradient) =>
        Sum(new Element(PositiveWeights), outputs, targets.Values, shape, divisor, gradient);

    /// <inheritdoc/>
    protected override void CheckTargets(Targets targets, OutputShape shape)
    {
        LabelWeights.Check(PositiveWeights, shape, nameof(PositiveWeights));
        base.CheckTargets(targets, shape);
    }

    private readonly struct Element(IReadOnlyList<double>? weights) : IElementLoss
    {
        public (double Loss, double Slope) At(double output, double target, int channel)
        {
            // exp(-|s|) does not overflow, and neither its logarithm nor the sigmoid loses digits on either side.
            double weight = LabelWeights.Of(weights, channel);
            double small = Math.Exp(-Math.Abs(output));
            double log = LogOnePlus(small);
            double ofYes = Math.Max(-output, 0) + log;
            double ofNo = Math.Max(output, 0) + log;
            double yes = (output >= 0 ? 1 : small) / (1 + small);
            double no = (output >= 0 ? small : 1) / (1 + small);
            return ((weight * target * ofYes) + ((1 - target) * ofNo), (yes * (1 - target)) - (weight * target * no));
        }

        /// <summary>log(1 + x) for x in [0, 1] without losing a small x's digits: Goldberg 1991, theorem 4.</summary>
        private static double LogOnePlus(double x)
        {
            double sum = 1 + x;
            return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
        }
    }
}
