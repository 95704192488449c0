using System;

namespace CnnGen;

/// <summary>Stochastic gradient descent, plain or with momentum: PyTorch's <c>torch.optim.SGD</c> with dampening 0.</summary>
/// <remarks>
/// <code>
/// d = g + weightDecay * w
/// b = momentum * b + d                       (only with momentum; b starts at 0)
/// w = w - rate * (nesterov ? d + momentum * b : b)
/// </code>
/// Sutskever, Martens, Dahl and Hinton 2013, "On the importance of initialization and momentum in deep learning", in PyTorch's form,
/// where the rate multiplies the momentum too.
/// </remarks>
public sealed class Sgd : Optimizer
{
    /// <summary>Keeps the settings.</summary>
    /// <param name="learningRate">The rate that a <see cref="Schedule"/> multiplies.</param>
    /// <param name="momentum">The share of the last step's direction that is kept: in [0, 1).</param>
    /// <param name="nesterov">Whether the step looks ahead along the momentum; needs momentum.</param>
    /// <param name="weightDecay">The L2 factor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN or outside its range, or Nesterov is asked for without momentum.</exception>
    public Sgd(double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Momentum = ArgumentGuard.Fraction(momentum);
        Nesterov = nesterov;
        if (nesterov && momentum == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "Nesterov's form needs a momentum above zero");
        }
    }

    /// <summary>The share of the last step's direction that is kept.</summary>
    public double Momentum { get; }

    /// <summary>Whether the step looks ahead along the momentum.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    public override OptimizerState CreateState(int floats) => Momentum == 0 ? new SgdState(this, floats) : new MomentumState(this, floats);
}
