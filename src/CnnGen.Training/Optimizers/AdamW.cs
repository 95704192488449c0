using System;

namespace CnnGen;

/// <summary>Adam whose weights decay apart from their gradients: Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization", in the form of PyTorch's <c>torch.optim.AdamW</c>.</summary>
/// <remarks>
/// In step t, from 1:
/// <code>
/// w = w * (1 - rate * weightDecay)
/// m = beta1 * m + (1 - beta1) * g            (m starts at 0)
/// v = beta2 * v + (1 - beta2) * g * g        (v starts at 0)
/// w = w - rate / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
/// </code>
/// </remarks>
public sealed class AdamW : Optimizer
{
    private readonly AdamSettings _settings;

    /// <summary>Keeps the settings.</summary>
    /// <param name="learningRate">The rate that a <see cref="Schedule"/> multiplies.</param>
    /// <param name="beta1">The share of the gradients' running mean that a step keeps: in [0, 1).</param>
    /// <param name="beta2">The share of the squared gradients' running mean that a step keeps: in [0, 1).</param>
    /// <param name="epsilon">Added to the denominator: above zero.</param>
    /// <param name="weightDecay">The share of a weight that decays in a step, before the rate.</param>
    /// <param name="amsGrad">Whether the denominator has the largest of all means so far.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN or outside its range.</exception>
    public AdamW(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01, bool amsGrad = false)
        : base(learningRate, weightDecay) => _settings = AdamSettings.Checked(beta1, beta2, epsilon, amsGrad, decouples: true);

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
