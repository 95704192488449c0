using System;

namespace CnnGen;

/// <summary>Adadelta: Zeiler 2012, "ADADELTA: An Adaptive Learning Rate Method", in the form of PyTorch's <c>torch.optim.Adadelta</c>.</summary>
/// <remarks>
/// <code>
/// d = g + weightDecay * w
/// v = rho * v + (1 - rho) * d * d            (v starts at 0)
/// s = sqrt(u + epsilon) / sqrt(v + epsilon) * d
/// u = rho * u + (1 - rho) * s * s            (u starts at 0)
/// w = w - rate * s
/// </code>
/// </remarks>
public sealed class Adadelta : Optimizer
{
    /// <summary>Keeps the settings.</summary>
    /// <param name="learningRate">The rate that a <see cref="Schedule"/> multiplies: the paper has none, which is 1.</param>
    /// <param name="rho">The share of the running means that a step keeps: in [0, 1).</param>
    /// <param name="epsilon">Added under both roots: above zero.</param>
    /// <param name="weightDecay">The L2 factor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN or outside its range.</exception>
    public Adadelta(double learningRate = 1, double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Rho = ArgumentGuard.Fraction(rho);
        Epsilon = ArgumentGuard.Positive(epsilon);
    }

    /// <summary>The share of the running means that a step keeps.</summary>
    public double Rho { get; }

    /// <summary>Added under both roots.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override OptimizerState CreateState(int floats) => new AdadeltaState(this, floats);
}
