using System;

namespace CnnGen;

/// <summary>Squared differences: PyTorch's <c>MSELoss</c>.</summary>
/// <remarks><c>L = sum (y - t)^2</c>, <c>dL/dy = 2 (y - t)</c>. The mean is over all outputs of all samples.</remarks>
public sealed record SquaredErrorLoss : ElementLoss
{
    /// <inheritdoc/>
    protected override double SumOf(ReadOnlySpan<float> outputs, Targets targets, OutputShape shape, double divisor, Span<float> gradient) =>
        Sum(default(Element), outputs, targets.Values, shape, divisor, gradient);

    private readonly struct Element : IElementLoss
    {
        public (double Loss, double Slope) At(double output, double target, int channel)
        {
            double error = output - target;
            return (error * error, 2 * error);
        }
    }
}
