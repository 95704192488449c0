namespace CnnGen.Zoo;

/// <summary>
/// A convolution along rows, a normalisation and a rectifier, with a <see cref="ColumnConvAttribute"/> in place of a square one: Szegedy et al.
/// 2015, "Rethinking the Inception Architecture for Computer Vision", section 3.2. (C, H, W) becomes (filters, H, W).
/// </summary>
/// <param name="filters">The channels that it makes.</param>
/// <param name="width">The filters' columns.</param>
[Prefix("")]
[Layers("Conv(filters, 1, KernelWidth = width, PadWidth = width / 2, Bias = false, Name = 'conv')")]
[BatchNorm(Epsilon = 0.001, Name = "bn"), ReLU]
public sealed class RowConvAttribute(int filters, int width) : BlockAttribute;
