using System;

namespace CnnGen;

/// <summary>Adam: Kingma and Ba 2015, "Adam: A Method for Stochastic Optimization", in the form of PyTorch's <c>torch.optim.Adam</c>.</summary>
/// <remarks>
/// In step t, from 1:
/// <code>
/// d = g + weightDecay * w
/// m = beta1 * m + (1 - beta1) * d            (m starts at 0)
/// v = beta2 * v + (1 - beta2) * d * d        (v starts at 0)
/// w = w - rate / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
/// </code>
/// </remarks>
public sealed class Adam : Optimizer
{
    /// <summary>Keeps the settings.</summary>
    /// <param name="learningRate">The rate that a <see cref="Schedule"/> multiplies.</param>
    /// <param name="beta1">The share of the gradients' running mean that a step keeps: in [0, 1).</param>
    /// <param name="beta2">The share of the squared gradients' running mean that a step keeps: in [0, 1).</param>
    /// <param name="epsilon">Added to the denominator: above zero, because weights that never had a gradient would become NaN.</param>
    /// <param name="weightDecay">The L2 factor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN or outside its range.</exception>
    public Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Beta1 = ArgumentGuard.Fraction(beta1);
        Beta2 = ArgumentGuard.Fraction(beta2);
        Epsilon = ArgumentGuard.Positive(epsilon);
    }

    /// <summary>The share of the gradients' running mean that a step keeps.</summary>
    public double Beta1 { get; }

    /// <summary>The share of the squared gradients' running mean that a step keeps.</summary>
    public double Beta2 { get; }

    /// <summary>Added to the denominator.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override OptimizerState CreateState(int floats)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(floats);
        return new AdamState(this, floats);
    }
}
