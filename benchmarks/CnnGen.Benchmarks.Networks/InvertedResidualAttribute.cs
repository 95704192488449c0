namespace CnnGen.Benchmarks.Networks;

/// <summary>From few channels to many and back, with the shortcut between the few: Sandler et al. 2018, figure 4(d).</summary>
/// <param name="expansion">The channels in the middle for one of the input's.</param>
/// <param name="filters">The channels that it makes.</param>
[Prefix("block{number}")]
[Let("stride", "index == 0 ? Stride : 1")]
[Layers("Conv(expansion * input.channels, 1, Bias = false), BatchNorm, ReLU6", When = "expansion > 1")]
[Layers("DepthwiseConv(3, Stride = stride, Pad = 1, Bias = false), BatchNorm, ReLU6, Conv(filters, 1, Bias = false), BatchNorm")]
[Layers("Add(input)", When = "stride == 1 && input.channels == filters")]
public sealed class InvertedResidualAttribute(int expansion, int filters) : BlockAttribute
{
    /// <summary>The first repetition's stride.</summary>
    public int Stride { get; set; } = 1;
}
