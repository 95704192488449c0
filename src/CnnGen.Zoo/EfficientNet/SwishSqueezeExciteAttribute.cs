namespace CnnGen.Zoo;

/// <summary>
/// Weighs channels by what all of the image has: Hu et al. 2018, "Squeeze-and-Excitation Networks", figure 2, with a swish in the middle, as the
/// authors of EfficientNet have it. (C, H, W) becomes (C, H, W).
/// </summary>
/// <param name="reduced">The channels in between.</param>
[Layers("GlobalAvgPool, Conv(reduced, 1, Name = 'fc1'), SiLU, Conv(input.channels, 1, Name = 'fc2'), Sigmoid")]
[Multiply(Tensor.Input)]
public sealed class SwishSqueezeExciteAttribute(int reduced) : BlockAttribute;
