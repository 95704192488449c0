namespace CnnGen.Zoo;

/// <summary>
/// Two convolutions of 3x3 and a shortcut around them: He, Zhang, Ren and Sun 2016, "Deep Residual Learning for Image Recognition", figure 2, with the
/// normalisations of section 3.4. (C, H, W) becomes (filters, H / stride, W / stride).
/// </summary>
/// <remarks>The shortcut is a projection where the shape changes and the identity elsewhere: the paper's option B. The names are torchvision's.</remarks>
/// <param name="filters">The channels that it makes.</param>
[Prefix("layer{number}")]
[Let("stride", "index == 0 ? Stride : 1")]
[Branch("downsample", "Conv(filters, 1, Stride = stride, Bias = false, Name = '0'), BatchNorm(Name = '1')",
    When = "stride > 1 || input.channels != filters")]
[Layers("Conv(filters, 3, Stride = stride, Pad = 1, Bias = false), BatchNorm, ReLU")]
[Layers("Conv(filters, 3, Pad = 1, Bias = false), BatchNorm")]
[Add("downsample"), ReLU]
public sealed class BasicBlockAttribute(int filters) : BlockAttribute
{
    /// <summary>The first repetition's stride, in its first convolution; 1 unless set.</summary>
    public int Stride { get; set; } = 1;
}
