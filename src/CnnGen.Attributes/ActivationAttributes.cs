namespace CnnGen;

/// <summary>max(x, 0). The derivative at 0 is 0.</summary>
/// <remarks>
/// Nair and Hinton 2010, "Rectified Linear Units Improve Restricted Boltzmann Machines". The layers before it begin with He's variance, as
/// before all of the ReLU family: <see cref="ReLU6Attribute"/>, <see cref="LeakyReLUAttribute"/>, <see cref="PReLUAttribute"/>. Before other
/// activations they begin as PyTorch's do.
/// </remarks>
/// <example><code>[Conv(64, 3, Pad = 1), ReLU]</code></example>
public sealed class ReLUAttribute : LayerAttribute
{
}

/// <summary>min(max(x, 0), 6). The derivative at 0 and at 6 is 0.</summary>
/// <remarks>Howard et al. 2017, "MobileNets"; torch.nn.ReLU6. The layers before it begin with He's variance.</remarks>
/// <example><code>[Conv(32, 3, Pad = 1, Groups = 32), BatchNorm, ReLU6]</code></example>
public sealed class ReLU6Attribute : LayerAttribute
{
}

/// <summary>x above 0, slope * x elsewhere. The derivative at 0 is the slope.</summary>
/// <remarks>Maas, Hannun and Ng 2013, "Rectifier Nonlinearities Improve Neural Network Acoustic Models"; torch.nn.LeakyReLU. The layers before it begin with He's variance.</remarks>
/// <example><code>[Conv(64, 3, Pad = 1), LeakyReLU(0.1)]</code></example>
public sealed class LeakyReLUAttribute : LayerAttribute
{
    /// <summary>Declares a leaky rectifier.</summary>
    /// <param name="slope">The factor of what is not above 0: any number, 0.01 unless given. Where it is negative, training does not fuse the layer.</param>
    public LeakyReLUAttribute(double slope = 0.01) => Slope = slope;

    /// <summary>The factor of what is not above 0.</summary>
    public double Slope { get; }
}

/// <summary>x above 0, weight * x elsewhere, where the weight is trained. The derivative at 0 is the weight.</summary>
/// <remarks>
/// He et al. 2015, "Delving Deep into Rectifiers"; torch.nn.PReLU. Parameter: weight (1), or (channels) with <see cref="PerChannel"/>; 0.25
/// to begin with. The layers before it begin with He's variance.
/// </remarks>
/// <example><code>[Conv(64, 3, Pad = 1), PReLU(PerChannel = true)]</code></example>
public sealed class PReLUAttribute : LayerAttribute
{
    /// <summary>Whether each channel has a weight of its own; false unless set: one for all.</summary>
    public bool PerChannel { get; set; }
}

/// <summary>x above 0, alpha * (exp(x) - 1) elsewhere. The derivative at 0 is alpha.</summary>
/// <remarks>Clevert, Unterthiner and Hochreiter 2015, "Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs)"; torch.nn.ELU.</remarks>
/// <example><code>[Conv(64, 3, Pad = 1), ELU]</code></example>
public sealed class ELUAttribute : LayerAttribute
{
    /// <summary>Declares an exponential linear unit.</summary>
    /// <param name="alpha">What the function falls to, with another sign: above 0, 1 unless given.</param>
    public ELUAttribute(double alpha = 1) => Alpha = alpha;

    /// <summary>What the function falls to, with another sign.</summary>
    public double Alpha { get; }
}

/// <summary>x above 0, alpha * (exp(x / alpha) - 1) elsewhere. The derivative at 0 is 1.</summary>
/// <remarks>Barron 2017, "Continuously Differentiable Exponential Linear Units"; torch.nn.CELU.</remarks>
/// <example><code>[Conv(64, 3, Pad = 1), CELU(0.5)]</code></example>
public sealed class CELUAttribute : LayerAttribute
{
    /// <summary>Declares a continuously differentiable exponential linear unit.</summary>
    /// <param name="alpha">What the function falls to, with another sign: above 0, 1 unless given.</param>
    public CELUAttribute(double alpha = 1) => Alpha = alpha;

    /// <summary>What the function falls to, with another sign.</summary>
    public double Alpha { get; }
}

/// <summary>scale * x above 0, scale * alpha * (exp(x) - 1) elsewhere, with alpha = 1.6732632 and scale = 1.0507010. The derivative at 0 is scale * alpha.</summary>
/// <remarks>
/// Klambauer et al. 2017, "Self-Normalizing Neural Networks"; torch.nn.SELU. The layers before it begin as PyTorch's do; the paper begins
/// with a normal distribution of variance 1 / fan-in.
/// </remarks>
/// <example><code>[Linear(120), SELU]</code></example>
public sealed class SELUAttribute : LayerAttribute
{
}

/// <summary>x * P(x), where P is the standard normal distribution: x * (1 + erf(x / sqrt(2))) / 2.</summary>
/// <remarks>Hendrycks and Gimpel 2016, "Gaussian Error Linear Units (GELUs)"; torch.nn.GELU. Training does not fuse it.</remarks>
/// <example><code>[Conv(64, 3, Pad = 1), GELU]</code></example>
public sealed class GELUAttribute : LayerAttribute
{
    /// <summary>Whether it is x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))) / 2, PyTorch's <c>approximate='tanh'</c>; false unless set.</summary>
    public bool Tanh { get; set; }
}

/// <summary>x * sigmoid(x), also called swish.</summary>
/// <remarks>Hendrycks and Gimpel 2016, "Gaussian Error Linear Units (GELUs)"; Ramachandran, Zoph and Le 2017, "Searching for Activation Functions"; torch.nn.SiLU. Training does not fuse it.</remarks>
/// <example><code>[Conv(64, 3, Pad = 1), BatchNorm, SiLU]</code></example>
public sealed class SiLUAttribute : LayerAttribute
{
}

/// <summary>x * tanh(log(1 + exp(x))).</summary>
/// <remarks>Misra 2019, "Mish: A Self Regularized Non-Monotonic Activation Function"; torch.nn.Mish. Training does not fuse it.</remarks>
/// <example><code>[Conv(64, 3, Pad = 1), BatchNorm, Mish]</code></example>
public sealed class MishAttribute : LayerAttribute
{
}

/// <summary>min(max(x + 3, 0), 6) / 6. The derivative at -3 and at 3 is 0.</summary>
/// <remarks>Howard et al. 2019, "Searching for MobileNetV3"; torch.nn.Hardsigmoid.</remarks>
/// <example><code>[Linear(64), HardSigmoid]</code></example>
public sealed class HardSigmoidAttribute : LayerAttribute
{
}

/// <summary>x * min(max(x + 3, 0), 6) / 6. The derivative is -1/2 at -3 and 1 at 3, as PyTorch has it.</summary>
/// <remarks>Howard et al. 2019, "Searching for MobileNetV3"; torch.nn.Hardswish. Training does not fuse it.</remarks>
/// <example><code>[Conv(64, 3, Pad = 1), BatchNorm, HardSwish]</code></example>
public sealed class HardSwishAttribute : LayerAttribute
{
}

/// <summary>min(max(x, min), max). The derivative is 0 at both ends, as it is beyond them.</summary>
/// <remarks>Collobert 2004, "Large Scale Machine Learning"; torch.nn.Hardtanh.</remarks>
/// <example><code>[Linear(64), HardTanh]</code></example>
public sealed class HardTanhAttribute : LayerAttribute
{
    /// <summary>Declares a clamp that is flat at its ends.</summary>
    /// <param name="min">The lower end, below <paramref name="max"/>; -1 unless given.</param>
    /// <param name="max">The upper end; 1 unless given.</param>
    public HardTanhAttribute(double min = -1, double max = 1) => (Min, Max) = (min, max);

    /// <summary>The lower end.</summary>
    public double Min { get; }

    /// <summary>The upper end.</summary>
    public double Max { get; }
}

/// <summary>min(max(x, min), max). The derivative is 1 at both ends, as it is between them.</summary>
/// <remarks>torch.clamp and ONNX's Clip. Training does not fuse it, since an end's derivative does not follow from the value: <see cref="HardTanhAttribute"/> does that.</remarks>
/// <example><code>[Conv(64, 3, Pad = 1), Clip(0, 1)]</code></example>
public sealed class ClipAttribute : LayerAttribute
{
    /// <summary>Declares a clamp.</summary>
    /// <param name="min">The lower end, below <paramref name="max"/>.</param>
    /// <param name="max">The upper end.</param>
    public ClipAttribute(double min, double max) => (Min, Max) = (min, max);

    /// <summary>The lower end.</summary>
    public double Min { get; }

    /// <summary>The upper end.</summary>
    public double Max { get; }
}

/// <summary>1 / (1 + exp(-x)).</summary>
/// <remarks>torch.nn.Sigmoid.</remarks>
/// <example><code>[Linear(1), Sigmoid]</code></example>
public sealed class SigmoidAttribute : LayerAttribute
{
}

/// <summary>tanh(x).</summary>
/// <remarks>LeCun et al. 1998, "Efficient BackProp", has a scaled one; torch.nn.Tanh.</remarks>
/// <example><code>[Conv(6, 5), Tanh]</code></example>
public sealed class TanhAttribute : LayerAttribute
{
}

/// <summary>log(1 + exp(beta * x)) / beta; x itself where beta * x is above a threshold.</summary>
/// <remarks>Dugas et al. 2001, "Incorporating Second-Order Functional Knowledge for Better Option Pricing"; torch.nn.Softplus.</remarks>
/// <example><code>[Linear(1), Softplus]</code></example>
public sealed class SoftplusAttribute : LayerAttribute
{
    /// <summary>The factor of x: above 0, 1 unless set.</summary>
    public double Beta { get; set; } = 1;

    /// <summary>Where it becomes the identity: any number, 20 unless set. Below 17 there is a step, and training does not fuse the layer.</summary>
    public double Threshold { get; set; } = 20;
}

/// <summary>x / (1 + |x|).</summary>
/// <remarks>Bergstra, Desjardins, Lamblin and Bengio 2009, "Quadratic Polynomials Learn Better Image Features"; torch.nn.Softsign.</remarks>
/// <example><code>[Linear(64), Softsign]</code></example>
public sealed class SoftsignAttribute : LayerAttribute
{
}

/// <summary>exp(x) / sum of exp(x) over the channels, position by position; over a vector, over its features.</summary>
/// <remarks>Bridle 1990, "Probabilistic Interpretation of Feedforward Classification Network Outputs"; torch.nn.Softmax over dimension 1.</remarks>
/// <example><code>[Linear(10), Softmax]</code></example>
public sealed class SoftmaxAttribute : LayerAttribute
{
}

/// <summary>x - log(sum of exp(x)) over the channels, position by position; over a vector, over its features.</summary>
/// <remarks>torch.nn.LogSoftmax over dimension 1: the logarithm of <see cref="SoftmaxAttribute"/> where that may be too small for a number.</remarks>
/// <example><code>[Linear(10), LogSoftmax]</code></example>
public sealed class LogSoftmaxAttribute : LayerAttribute
{
}
