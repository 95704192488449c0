namespace CnnGen.Zoo;

/// <summary>
/// A rectifier, a convolution of 1x1 and a normalisation, which a cell has at its inputs: Zoph et al. 2018, "Learning Transferable Architectures
/// for Scalable Image Recognition", figure 4. (C, H, W) becomes (filters, H, W).
/// </summary>
/// <param name="filters">The channels that it makes.</param>
[Prefix("")]
[Layers("ReLU, Conv(filters, 1, Bias = false, Name = 'conv'), BatchNorm(Epsilon = 0.001, Name = 'bn')")]
public sealed class NasConvAttribute(int filters) : BlockAttribute;
