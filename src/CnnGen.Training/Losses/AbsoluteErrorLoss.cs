using System;

namespace CnnGen;

/// <summary>Absolute differences: PyTorch's <c>L1Loss</c>.</summary>
/// <remarks><c>L = sum |y - t|</c>, <c>dL/dy = sign(y - t)</c>, 0 where they are equal. The mean is over all outputs of all samples.</remarks>
public sealed record AbsoluteErrorLoss : Loss
{
    /// <inheritdoc/>
    protected override double Count(Targets targets, OutputShape shape) => targets.Length;

    /// <inheritdoc/>
    protected override double SumOf(ReadOnlySpan<float> outputs, Targets targets, OutputShape shape, double divisor, Span<float> gradient) =>
        ElementLosses.Sum(default(Element), outputs, targets.Values, shape, divisor, gradient);

    /// <inheritdoc/>
    protected override void CheckTargets(Targets targets, OutputShape shape) => ElementLosses.CheckTargets(targets, this);

    private readonly struct Element : IElementLoss
    {
        public (double Loss, double Slope) At(double output, double target, int channel)
        {
            double error = output - target;
            return (Math.Abs(error), double.IsNaN(error) ? error : Math.Sign(error));
        }
    }
}
