using System;

namespace CnnGen;

/// <summary>RMSProp: Tieleman and Hinton 2012, lecture 6.5 of "Neural Networks for Machine Learning", in the form of PyTorch's <c>torch.optim.RMSprop</c>.</summary>
/// <remarks>
/// <code>
/// d = g + weightDecay * w
/// v = smoothing * v + (1 - smoothing) * d * d        (v starts at 0)
/// a = smoothing * a + (1 - smoothing) * d            (only if centered; a starts at 0)
/// r = d / (sqrt(centered ? v - a * a : v) + epsilon)
/// b = momentum * b + r                               (b starts at 0)
/// w = w - rate * b
/// </code>
/// The centered form is Graves 2013, "Generating Sequences With Recurrent Neural Networks", equations 38 to 45.
/// </remarks>
public sealed class RmsProp : Optimizer
{
    /// <summary>Keeps the settings.</summary>
    /// <param name="learningRate">The rate that a <see cref="Schedule"/> multiplies.</param>
    /// <param name="smoothing">The share of the squared gradients' running mean that a step keeps, PyTorch's alpha: in [0, 1).</param>
    /// <param name="epsilon">Added to the denominator: above zero.</param>
    /// <param name="momentum">The share of the last step's direction that is kept: in [0, 1).</param>
    /// <param name="centered">Whether the gradients' variance, rather than their mean square, is divided by.</param>
    /// <param name="weightDecay">The L2 factor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN or outside its range.</exception>
    public RmsProp(double learningRate = 1e-2, double smoothing = 0.99, double epsilon = 1e-8, double momentum = 0, bool centered = false, double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Smoothing = ArgumentGuard.Fraction(smoothing);
        Epsilon = ArgumentGuard.Positive(epsilon);
        Momentum = ArgumentGuard.Fraction(momentum);
        Centered = centered;
    }

    /// <summary>The share of the squared gradients' running mean that a step keeps.</summary>
    public double Smoothing { get; }

    /// <summary>Added to the denominator.</summary>
    public double Epsilon { get; }

    /// <summary>The share of the last step's direction that is kept.</summary>
    public double Momentum { get; }

    /// <summary>Whether the gradients' variance is divided by.</summary>
    public bool Centered { get; }

    /// <inheritdoc/>
    public override OptimizerState CreateState(int floats) => new RmsPropState(this, floats);
}
