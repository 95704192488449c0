using System;

namespace CnnGen;

/// <summary>AdaGrad: Duchi, Hazan and Singer 2011, "Adaptive Subgradient Methods", in the form of PyTorch's <c>torch.optim.Adagrad</c>.</summary>
/// <remarks>
/// In step t, from 1:
/// <code>
/// d = g + weightDecay * w
/// s = s + d * d                              (s starts at initialSum)
/// w = w - rate / (1 + (t - 1) * rateDecay) * d / (sqrt(s) + epsilon)
/// </code>
/// </remarks>
public sealed class AdaGrad : Optimizer
{
    /// <summary>Keeps the settings.</summary>
    /// <param name="learningRate">The rate that a <see cref="Schedule"/> multiplies.</param>
    /// <param name="rateDecay">How the rate falls by itself: zero or more.</param>
    /// <param name="initialSum">What the sums of squares start at: zero or more.</param>
    /// <param name="epsilon">Added to the denominator: above zero.</param>
    /// <param name="weightDecay">The L2 factor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN or outside its range.</exception>
    public AdaGrad(double learningRate = 1e-2, double rateDecay = 0, double initialSum = 0, double epsilon = 1e-10, double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        RateDecay = ArgumentGuard.NonNegative(rateDecay);
        InitialSum = ArgumentGuard.NonNegative(initialSum);
        Epsilon = ArgumentGuard.Positive(epsilon);
    }

    /// <summary>How the rate falls by itself.</summary>
    public double RateDecay { get; }

    /// <summary>What the sums of squares start at.</summary>
    public double InitialSum { get; }

    /// <summary>Added to the denominator.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override OptimizerState CreateState(int floats) => new AdaGradState(this, floats);
}
