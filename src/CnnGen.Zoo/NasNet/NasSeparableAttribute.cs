namespace CnnGen.Zoo;

/// <summary>
/// A depthwise convolution and one of 1x1, twice: Zoph et al. 2018, "Learning Transferable Architectures for Scalable Image
/// Recognition", figure 4, "sep". (C, H, W) becomes (filters, H / Stride, W / Stride), rounded up.
/// </summary>
/// <param name="filters">The channels that it makes.</param>
/// <param name="kernel">The depthwise filters' size.</param>
[Prefix("")]
[Layers("ReLU, DepthwiseConv(kernel, Stride = Stride, Padding = Padding.Same, Bias = false, Name = 'separable_1.depthwise_conv2d')")]
[Layers("Conv(filters, 1, Bias = false, Name = 'separable_1.pointwise_conv2d'), BatchNorm(Epsilon = 0.001, Name = 'bn_sep_1')")]
[Layers("ReLU, DepthwiseConv(kernel, Padding = Padding.Same, Bias = false, Name = 'separable_2.depthwise_conv2d')")]
[Layers("Conv(filters, 1, Bias = false, Name = 'separable_2.pointwise_conv2d'), BatchNorm(Epsilon = 0.001, Name = 'bn_sep_2')")]
public sealed class NasSeparableAttribute(int filters, int kernel) : BlockAttribute
{
    /// <summary>The first depthwise convolution's stride.</summary>
    public int Stride { get; set; } = 1;
}
