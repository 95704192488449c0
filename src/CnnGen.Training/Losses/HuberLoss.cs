using System;

namespace CnnGen;

/// <summary>Squared where the difference is small, absolute where it is large: PyTorch's <c>HuberLoss</c>.</summary>
/// <remarks>
/// With e = y - t: <c>e^2 / 2</c> where <c>|e| &lt;= delta</c>, otherwise <c>delta (|e| - delta / 2)</c>. The mean is over all outputs of all
/// samples. Huber 1964, "Robust Estimation of a Location Parameter".
/// </remarks>
public sealed record HuberLoss : ElementLoss
{
    private readonly double _delta = 1;

    /// <summary>The difference from which on the loss is linear: above zero, 1 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero, negative, NaN or infinite.</exception>
    public double Delta
    {
        get => _delta;
        init => _delta = ArgumentGuard.Positive(value, nameof(Delta));
    }

    /// <inheritdoc/>
    protected override double SumOf(ReadOnlySpan<float> outputs, Targets targets, OutputShape shape, double divisor, Span<float> gradient) =>
        Sum(new Element(Delta), outputs, targets.Values, shape, divisor, gradient);

    private readonly struct Element(double delta) : IElementLoss
    {
        public (double Loss, double Slope) At(double output, double target, int channel)
        {
            double error = output - target;
            double size = Math.Abs(error);
            return size > delta ? (delta * (size - (delta / 2)), delta * Math.Sign(error)) : (error * error / 2, error);
        }
    }
}
