namespace CnnGen.Zoo;

/// <summary>
/// Convolutions of 1x1, 3x3 and 1x1 and a shortcut around them: He, Zhang, Ren and Sun 2016, "Deep Residual Learning for Image Recognition", figure 5,
/// right. With <see cref="Groups"/> it is Xie, Girshick, Dollár, Tu and He 2017, "Aggregated Residual Transformations for Deep Neural Networks",
/// figure 3 (c). (C, H, W) becomes (filters, H / stride, W / stride).
/// </summary>
/// <remarks>
/// The stride is that of the convolution of 3x3, as in torchvision, whose names these are, and in "ResNet v1.5"; the paper has it in the
/// first one of 1x1, which then reads a quarter of its input. The shortcut is a projection where the shape changes: option B.
/// </remarks>
/// <param name="width">The channels of the convolution of 3x3.</param>
/// <param name="filters">The channels that it makes.</param>
[Prefix("layer{number}")]
[Let("stride", "index == 0 ? Stride : 1")]
[Branch("downsample", "Conv(filters, 1, Stride = stride, Bias = false, Name = '0'), BatchNorm(Name = '1')",
    When = "stride > 1 || input.channels != filters")]
[Layers("Conv(width, 1, Bias = false), BatchNorm, ReLU")]
[Layers("Conv(width, 3, Stride = stride, Pad = 1, Groups = Groups, Bias = false), BatchNorm, ReLU")]
[Layers("Conv(filters, 1, Bias = false), BatchNorm")]
[Add("downsample"), ReLU]
public sealed class BottleneckAttribute(int width, int filters) : BlockAttribute
{
    /// <summary>The first repetition's stride; 1 unless set.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>The groups of the convolution of 3x3, ResNeXt's cardinality: they divide its channels; 1 unless set.</summary>
    public int Groups { get; set; } = 1;
}
