namespace CnnGen.Zoo;

/// <summary>
/// MobileNetV2's inverted residual with channels that are weighed: Tan and Le 2019, "EfficientNet: Rethinking Model Scaling for Convolutional
/// Neural Networks", table 1, "MBConv". A branch with a shortcut around it is dropped while training, the later the oftener, by stochastic depth
/// (Huang et al. 2016). (C, H, W) becomes (filters, H / stride, W / stride).
/// </summary>
/// <remarks>The rate of dropping grows to 0.2 over EfficientNet-B0's 16 blocks, as torchvision has it. The names are torchvision's.</remarks>
/// <param name="expansion">The channels in the middle for one of the input's.</param>
/// <param name="kernel">The depthwise filters' size.</param>
/// <param name="filters">The channels that it makes.</param>
[Let("stride", "index == 0 ? Stride : 1")]
[Let("depthwise", "expansion > 1 ? 1 : 0")]
[Let("dropped", "0.2 * (Before + index) / 16")]
[Let("reduced", "Math.Max(1, input.channels / 4)")]
[Layers("Conv(expansion * input.channels, 1, Bias = false, Name = 'block.0.0'), BatchNorm(Name = 'block.0.1'), SiLU", When = "expansion > 1")]
[Layers("DepthwiseConv(kernel, Stride = stride, Pad = kernel / 2, Bias = false, Name = $'block.{depthwise}.0')")]
[Layers("BatchNorm(Name = $'block.{depthwise}.1'), SiLU")]
[Layers("SwishSqueezeExcite(reduced, Name = $'block.{depthwise + 1}')")]
[Layers("Conv(filters, 1, Bias = false, Name = $'block.{depthwise + 2}.0'), BatchNorm(Name = $'block.{depthwise + 2}.1')")]
[Layers("StochasticDepth(dropped), Add(input)", When = "stride == 1 && input.channels == filters")]
public sealed class MBConvAttribute(int expansion, int kernel, int filters) : BlockAttribute
{
    /// <summary>The first repetition's stride.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>The network's blocks in front of the first repetition.</summary>
    public int Before { get; set; }
}
