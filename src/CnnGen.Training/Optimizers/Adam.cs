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
/// With <see cref="AmsGrad"/> the largest v so far takes the place of v in the last line: Reddi, Kale and Kumar 2018, "On the Convergence of
/// Adam and Beyond".
/// </remarks>
public sealed class Adam : Optimizer
{
    private readonly AdamSettings _settings;

    /// <summary>Keeps the settings.</summary>
    /// <param name="learningRate">The rate that a <see cref="Schedule"/> multiplies.</param>
    /// <param name="beta1">The share of the gradients' running mean that a step keeps: in [0, 1).</param>
    /// <param name="beta2">The share of the squared gradients' running mean that a step keeps: in [0, 1).</param>
    /// <param name="epsilon">Added to the denominator: above zero, because weights that never had a gradient would become NaN.</param>
    /// <param name="weightDecay">The L2 factor; <see cref="AdamW"/> decouples it.</param>
    /// <param name="amsGrad">Whether the denominator has the largest of all means so far.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN or outside its range.</exception>
    public Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, bool amsGrad = false)
        : base(learningRate, weightDecay) => _settings = AdamSettings.Checked(beta1, beta2, epsilon, amsGrad, decouples: false);

    /// <summary>The share of the gradients' running mean that a step keeps.</summary>
    public double Beta1 => _settings.Beta1;

    /// <summary>The share of the squared gradients' running mean that a step keeps.</summary>
    public double Beta2 => _settings.Beta2;

    /// <summary>Added to the denominator.</summary>
    public double Epsilon => _settings.Epsilon;

    /// <summary>Whether the denominator has the largest of all means so far.</summary>
    public bool AmsGrad => _settings.AmsGrad;

    /// <inheritdoc/>
    public override OptimizerState CreateState(int floats) => new AdamState(this, _settings, floats);
}
