namespace CnnGen.Benchmarks.Networks;

/// <summary>Two convolutions of 3x3 and a shortcut around them, projected where the shape changes: He et al. 2015, section 3.3, option B.</summary>
/// <param name="filters">The channels that it makes.</param>
[Prefix("layer{number}")]
[Let("stride", "index == 0 ? Stride : 1")]
[Branch("downsample", "Conv(filters, 1, Stride = stride, Bias = false, Name = '0'), BatchNorm(Name = '1')", When = "stride > 1 || input.channels != filters")]
[Layers("Conv(filters, 3, Stride = stride, Pad = 1, Bias = false), BatchNorm, ReLU")]
[Layers("Conv(filters, 3, Pad = 1, Bias = false), BatchNorm")]
[Add("downsample"), ReLU]
public sealed class BasicBlockAttribute(int filters) : BlockAttribute
{
    /// <summary>The first repetition's stride.</summary>
    public int Stride { get; set; } = 1;
}
