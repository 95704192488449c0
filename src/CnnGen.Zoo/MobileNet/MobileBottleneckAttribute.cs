namespace CnnGen.Zoo;

/// <summary>
/// MobileNetV2's inverted residual with channels that are weighed: Howard et al. 2019, "Searching for MobileNetV3", figure 4, "bneck" in its
/// tables. (C, H, W) becomes (filters, H / Stride, W / Stride).
/// </summary>
/// <param name="kernel">The depthwise filters' size.</param>
/// <param name="expanded">The channels in the middle: "exp size".</param>
/// <param name="filters">The channels that it makes: "#out".</param>
/// <param name="squeeze">Whether the channels in the middle are weighed: "SE".</param>
/// <param name="hardSwish">Whether the activations are hard swishes rather than rectifiers: "NL".</param>
[Let("depthwise", "expanded != input.channels ? 1 : 0")]
[Let("projection", "squeeze ? depthwise + 2 : depthwise + 1")]
[Layers("""
    Conv(expanded, 1, Bias = false, Name = 'block.0.0'), BatchNorm(Epsilon = 0.001, Momentum = 0.01, Name = 'block.0.1'), hardSwish ? HardSwish : ReLU
    """, When = "depthwise == 1")]
[Layers("DepthwiseConv(kernel, Stride = Stride, Pad = kernel / 2, Bias = false, Name = $'block.{depthwise}.0')")]
[Layers("BatchNorm(Epsilon = 0.001, Momentum = 0.01, Name = $'block.{depthwise}.1'), hardSwish ? HardSwish : ReLU")]
[Layers("MobileSqueezeExcite(Name = $'block.{depthwise + 1}')", When = "squeeze")]
[Layers("Conv(filters, 1, Bias = false, Name = $'block.{projection}.0')")]
[Layers("BatchNorm(Epsilon = 0.001, Momentum = 0.01, Name = $'block.{projection}.1')")]
[Layers("Add(input)", When = "Stride == 1 && input.channels == filters")]
public sealed class MobileBottleneckAttribute(int kernel, int expanded, int filters, bool squeeze, bool hardSwish) : BlockAttribute
{
    /// <summary>The depthwise convolution's stride: "s".</summary>
    public int Stride { get; set; } = 1;
}
