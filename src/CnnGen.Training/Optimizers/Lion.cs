using System;

namespace CnnGen;

/// <summary>Lion: Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms", algorithm 2.</summary>
/// <remarks>
/// <code>
/// d = sign(beta1 * m + (1 - beta1) * g)
/// w = w * (1 - rate * weightDecay) - rate * d
/// m = beta2 * m + (1 - beta2) * g            (m starts at 0)
/// </code>
/// Every weight moves by the rate, whatever its gradient: the paper takes rates 3 to 10 times smaller than Adam's, and decay as much larger.
/// </remarks>
public sealed class Lion : Optimizer
{
    /// <summary>Keeps the settings.</summary>
    /// <param name="learningRate">The rate that a <see cref="Schedule"/> multiplies.</param>
    /// <param name="beta1">The mean's share in a step's direction: in [0, 1).</param>
    /// <param name="beta2">The share of the gradients' running mean that a step keeps: in [0, 1).</param>
    /// <param name="weightDecay">The share of a weight that decays in a step, before the rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN or outside its range.</exception>
    public Lion(double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Beta1 = ArgumentGuard.Fraction(beta1);
        Beta2 = ArgumentGuard.Fraction(beta2);
    }

    /// <summary>The mean's share in a step's direction.</summary>
    public double Beta1 { get; }

    /// <summary>The share of the gradients' running mean that a step keeps.</summary>
    public double Beta2 { get; }

    /// <inheritdoc/>
    public override OptimizerState CreateState(int floats) => new LionState(this, floats);
}
