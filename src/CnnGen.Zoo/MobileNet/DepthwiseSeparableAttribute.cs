namespace CnnGen.Zoo;

/// <summary>
/// A filter for each channel and a convolution of 1x1 that mixes them: Howard et al. 2017, "MobileNets: Efficient Convolutional Neural Networks
/// for Mobile Vision Applications", figure 3, on the right. (C, H, W) becomes (filters, H / Stride, W / Stride).
/// </summary>
/// <param name="filters">The channels that it makes.</param>
[Prefix("separable{number}")]
[Layers("DepthwiseConv(3, Stride = Stride, Pad = 1, Bias = false, Name = 'depthwise'), BatchNorm, ReLU")]
[Layers("Conv(filters, 1, Bias = false, Name = 'pointwise'), BatchNorm, ReLU")]
public sealed class DepthwiseSeparableAttribute(int filters) : BlockAttribute
{
    /// <summary>The depthwise convolution's stride.</summary>
    public int Stride { get; set; } = 1;
}
