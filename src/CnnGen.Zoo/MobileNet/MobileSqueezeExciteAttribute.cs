namespace CnnGen.Zoo;

/// <summary>
/// Weighs channels by what all of the image has: Hu et al. 2018, "Squeeze-and-Excitation Networks", figure 2, as MobileNetV3's figure 4 has it,
/// with a hard sigmoid at the end. (C, H, W) becomes (C, H, W).
/// </summary>
/// <remarks>A quarter of the channels in between, in whole eights that are no less than nine tenths of it.</remarks>
[Let("eights", "Math.Max(8, (input.channels / 4 + 4) / 8 * 8)")]
[Let("reduced", "eights < 0.9 * (input.channels / 4) ? eights + 8 : eights")]
[Layers("GlobalAvgPool, Conv(reduced, 1, Name = 'fc1'), ReLU, Conv(input.channels, 1, Name = 'fc2'), HardSigmoid")]
[Multiply(Tensor.Input)]
public sealed class MobileSqueezeExciteAttribute : BlockAttribute;
