namespace CnnGen.Zoo;

/// <summary>
/// From few channels to many and back, with the shortcut between the few: Sandler et al. 2018, "MobileNetV2: Inverted Residuals and Linear
/// Bottlenecks", table 1 and figure 4(d). The last convolution has no activation behind it. (C, H, W) becomes (filters, H / stride, W / stride).
/// </summary>
/// <param name="expansion">The channels in the middle for one of the input's: t of the paper's table 2.</param>
/// <param name="filters">The channels that it makes: c.</param>
[Prefix("features.{First + index}")]
[Let("stride", "index == 0 ? Stride : 1")]
[Let("projection", "expansion > 1 ? 2 : 1")]
[Layers("Conv(expansion * input.channels, 1, Bias = false, Name = 'conv.0.0'), BatchNorm(Name = 'conv.0.1'), ReLU6", When = "expansion > 1")]
[Layers("DepthwiseConv(3, Stride = stride, Pad = 1, Bias = false, Name = $'conv.{projection - 1}.0')")]
[Layers("BatchNorm(Name = $'conv.{projection - 1}.1'), ReLU6")]
[Layers("Conv(filters, 1, Bias = false, Name = $'conv.{projection}'), BatchNorm(Name = $'conv.{projection + 1}')")]
[Layers("Add(input)", When = "stride == 1 && input.channels == filters")]
public sealed class InvertedResidualAttribute(int expansion, int filters) : BlockAttribute
{
    /// <summary>The first repetition's stride: s.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>The place of the first repetition among torchvision's modules.</summary>
    public int First { get; set; }
}
