namespace CnnGen.Zoo;

/// <summary>
/// The bottleneck of He et al. with a gate for each channel in front of the sum: Hu, Shen and Sun 2018, "Squeeze-and-Excitation Networks", figure 3.
/// (C, H, W) becomes (filters, H / stride, W / stride).
/// </summary>
/// <remarks>
/// The gate is computed from the channels' means ("squeeze") by two linear layers with fewer channels between them ("excitation"), which
/// are convolutions of 1x1 here, as in timm, whose names these are. The stride is that of the convolution of 3x3.
/// </remarks>
/// <param name="width">The channels of the convolution of 3x3.</param>
/// <param name="filters">The channels that it makes: a multiple of the reduction.</param>
[Prefix("layer{number}")]
[Let("stride", "index == 0 ? Stride : 1")]
[Branch("downsample", "Conv(filters, 1, Stride = stride, Bias = false, Name = '0'), BatchNorm(Name = '1')",
    When = "stride > 1 || input.channels != filters")]
[Layers("Conv(width, 1, Bias = false), BatchNorm, ReLU")]
[Layers("Conv(width, 3, Stride = stride, Pad = 1, Bias = false), BatchNorm, ReLU")]
[Layers("Conv(filters, 1, Bias = false), BatchNorm")]
[Branch("se", "GlobalAvgPool, Conv(filters / Reduction, 1, Name = 'fc1'), ReLU, Conv(filters, 1, Name = 'fc2'), Sigmoid")]
[Multiply("se"), Add("downsample"), ReLU]
public sealed class SEBottleneckAttribute(int width, int filters) : BlockAttribute
{
    /// <summary>The first repetition's stride; 1 unless set.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>The channels by those between the linear layers, the paper's r; 16 unless set.</summary>
    public int Reduction { get; set; } = 16;
}
