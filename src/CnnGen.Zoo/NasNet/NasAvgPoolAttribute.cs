namespace CnnGen.Zoo;

/// <summary>
/// The means of windows of 3x3: Zoph et al. 2018, "Learning Transferable Architectures for Scalable Image Recognition", figure 4, "avg", with a
/// convolution of 1x1 behind it where its input has other channels than the cell. (C, H, W) becomes (filters, H, W).
/// </summary>
/// <param name="filters">The channels that it makes.</param>
[Prefix("")]
[AvgPool(3, Stride = 1, Pad = 1, CountIncludePad = false)]
[Layers("Conv(filters, 1, Bias = false, Name = 'conv'), BatchNorm(Epsilon = 0.001, Name = 'bn')", When = "input.channels != filters")]
public sealed class NasAvgPoolAttribute(int filters) : BlockAttribute;
