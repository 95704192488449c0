namespace CnnGen.Zoo;

/// <summary>
/// MobileNetV2's inverted residual with channels that are weighed: "MBConv" of Tan and Le 2019, "EfficientNet", table 1. A branch with a shortcut
/// around it is dropped while training, the later the oftener: Huang et al. 2016, "Deep Networks with Stochastic Depth".
/// </summary>
/// <param name="expansion">The channels in the middle for one of the input's.</param>
/// <param name="kernel">The depthwise filters' size.</param>
/// <param name="filters">The channels that it makes.</param>
[Let("stride", "index == 0 ? Stride : 1")]
[Let("depthwise", "expansion > 1 ? 1 : 0")]
[Let("reduced", "Math.Max(1, input.channels / 4)")]
[Layers("Conv(expansion * input.channels, 1, Bias = false, Name = 'block.0.0'), BatchNorm(Name = 'block.0.1'), SiLU", When = "expansion > 1")]
[Layers("DepthwiseConv(kernel, Stride = stride, Pad = kernel / 2, Bias = false, Name = $'block.{depthwise}.0')")]
[Layers("BatchNorm(Name = $'block.{depthwise}.1'), SiLU")]
[Layers("SwishSqueezeExcite(reduced, Name = $'block.{depthwise + 1}')")]
[Layers("Conv(filters, 1, Bias = false, Name = $'block.{depthwise + 2}.0'), BatchNorm(Name = $'block.{depthwise + 2}.1')")]
[Layers("StochasticDepth(MostDropped * (Before + index) / Blocks), Add(input)", When = "stride == 1 && input.channels == filters")]
public sealed class MBConvAttribute(int expansion, int kernel, int filters) : BlockAttribute
{
    // Of all the network's blocks, and the rate to which theirs grow.
    private const int Blocks = 16;
    private const double MostDropped = 0.2;

    /// <summary>The first repetition's stride.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>The network's blocks in front of the first repetition.</summary>
    public int Before { get; set; }
}
