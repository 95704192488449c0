namespace CnnGen.Zoo;

/// <summary>
/// A convolution of 1x1 to half of the channels (DenseNet-C) and means of 2x2: Huang, Liu, van der Maaten and Weinberger 2017, "Densely Connected
/// Convolutional Networks", table 1. (C, H, W) becomes (C / 2, H / 2, W / 2).
/// </summary>
[Prefix("features.transition{number}")]
[BatchNorm(Name = "norm"), ReLU]
[Layers("Conv(input.channels / 2, 1, Bias = false, Name = 'conv')")]
[AvgPool(2)]
public sealed class TransitionAttribute : BlockAttribute;
