namespace CnnGen.Zoo;

/// <summary>
/// A convolution along columns, a normalisation and a rectifier, with a <see cref="RowConvAttribute"/> in place of a square one: Szegedy et al.
/// 2015, "Rethinking the Inception Architecture for Computer Vision", section 3.2. (C, H, W) becomes (filters, H, W).
/// </summary>
/// <param name="filters">The channels that it makes.</param>
/// <param name="height">The filters' rows.</param>
[Prefix("")]
[Layers("Conv(filters, 1, KernelHeight = height, PadHeight = height / 2, Bias = false, Name = 'conv')")]
[BatchNorm(Epsilon = 0.001, Name = "bn"), ReLU]
public sealed class ColumnConvAttribute(int filters, int height) : BlockAttribute;
