namespace CnnGen.Zoo;

/// <summary>
/// Half the rows and columns without losing any element, every other one and those between them through filters of their own, for an input from
/// in front of a reduction cell: Zoph et al. 2018, "Learning Transferable Architectures for Scalable Image Recognition", figure 4, the
/// "factorized reduction" of the authors' code. (C, H, W) becomes (filters, H / 2, W / 2), rounded up.
/// </summary>
/// <param name="filters">The channels that it makes.</param>
[Prefix("")]
[ReLU(Name = "rectified")]
[Branch("path_1", "AvgPool(1, Stride = 2), Conv(filters / 2, 1, Bias = false, Name = 'conv')")]
[Layers("Crop(1, 1, input.height - 1, input.width - 1)")]
[Layers("Pad(PadBottom = 1, PadRight = 1)", When = "input.height % 2 == 1")]
[Branch("path_2", "AvgPool(1, Stride = 2), Conv(filters / 2, 1, Bias = false, Name = 'conv')")]
[Concat("path_1", From = "path_2"), BatchNorm(Epsilon = 0.001, Name = "final_path_bn")]
public sealed class NasHalveAttribute(int filters) : BlockAttribute;
