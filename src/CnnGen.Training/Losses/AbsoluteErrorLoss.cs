using System;

namespace CnnGen;

/// <summary>Absolute differences: PyTorch's <c>L1Loss</c>.</summary>
/// <remarks><c>L = sum |y - t|</c>, <c>dL/dy = sign(y - t)</c>, 0 where they are equal. The mean is over all outputs of all samples.</remarks>
public sealed record AbsoluteErrorLoss : ElementLoss
{
    /// <inheritdoc/>
    protected override double SumOf(ReadOnlySpan<float> outputs, Targets targets, OutputShape shape, double divisor, Span<float> gradient) =>
        Sum(default(Element), outputs, targets.Values, shape, divisor, gradient);

    private readonly struct Element : IElementLoss
    {
        public (double Loss, double Slope) At(double output, double target, int channel)
        {
            double error = output - target;
            return (Math.Abs(error), double.IsNaN(error) ? error : Math.Sign(error));
        }
    }
}
