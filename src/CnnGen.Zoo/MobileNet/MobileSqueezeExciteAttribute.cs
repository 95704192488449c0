namespace CnnGen.Zoo;

/// <summary>
/// Weighs channels by what all of the image has: Hu et al. 2018, "Squeeze-and-Excitation Networks", figure 2, as Howard et al. 2019, "Searching for
/// MobileNetV3", figure 4, have it, with a hard sigmoid at the end.
/// </summary>
/// <remarks>A quarter of the channels in between, in whole eights that are no less than nine tenths of it.</remarks>
[Let("eights", "Math.Max(8, (input.channels / 4 + 4) / 8 * 8)")]
[Let("reduced", "eights < 0.9 * (input.channels / 4) ? eights + 8 : eights")]
[Layers("GlobalAvgPool, Conv(reduced, 1, Name = 'fc1'), ReLU, Conv(input.channels, 1, Name = 'fc2'), HardSigmoid")]
[Multiply(Tensor.Input)]
public sealed class MobileSqueezeExciteAttribute : BlockAttribute;
