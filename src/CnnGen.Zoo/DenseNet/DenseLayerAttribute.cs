namespace CnnGen.Zoo;

/// <summary>
/// Convolutions of 1x1 and 3x3 with their normalisations in front of them, and behind them all that they were made of: Huang, Liu, van der Maaten and
/// Weinberger 2017, "Densely Connected Convolutional Networks", figure 1, with the bottleneck of section 3 (DenseNet-B). (C, H, W) becomes
/// (C + growth, H, W).
/// </summary>
/// <remarks>The names are torchvision's.</remarks>
/// <param name="growth">The channels that it adds, the paper's k.</param>
[Prefix("denselayer{index + 1}")]
[BatchNorm(Name = "norm1"), ReLU]
[Layers("Conv(4 * growth, 1, Bias = false)")]
[BatchNorm(Name = "norm2"), ReLU]
[Layers("Conv(growth, 3, Pad = 1, Bias = false)")]
[Concat(Tensor.Input)]
public sealed class DenseLayerAttribute(int growth) : BlockAttribute;
