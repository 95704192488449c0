namespace CnnGen.Zoo;

/// <summary>
/// Two convolutions of 3x3 with their normalisations in front of them, and a shortcut around them that nothing follows: He, Zhang, Ren and Sun 2016,
/// "Identity Mappings in Deep Residual Networks", figure 1 (b). (C, H, W) becomes (filters, H / stride, W / stride).
/// </summary>
/// <remarks>Where the shape changes the shortcut is a projection of what is normalised and rectified; elsewhere it is the identity.</remarks>
/// <param name="filters">The channels that it makes.</param>
[Prefix("layer{number}")]
[Let("stride", "index == 0 ? Stride : 1")]
[Let("isProjected", "stride > 1 || input.channels != filters")]
[BatchNorm, ReLU]
[Branch("shortcut", "Conv(filters, 1, Stride = stride, Bias = false, Name = '0')", When = "isProjected")]
[Layers("Conv(filters, 3, Stride = stride, Pad = 1, Bias = false), BatchNorm, ReLU")]
[Layers("Conv(filters, 3, Pad = 1, Bias = false)")]
[Layers("isProjected ? Add('shortcut') : Add(input)")]
public sealed class PreActBlockAttribute(int filters) : BlockAttribute
{
    /// <summary>The first repetition's stride, in its first convolution; 1 unless set.</summary>
    public int Stride { get; set; } = 1;
}
