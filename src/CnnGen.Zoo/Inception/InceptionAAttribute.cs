namespace CnnGen.Zoo;

/// <summary>
/// Two convolutions of 3x3 in a branch in place of one of 5x5: Szegedy et al. 2015, "Rethinking the Inception Architecture for Computer
/// Vision", figure 5, with the 5x5 that the authors' code kept in the branch beside it. (C, H, W) becomes (224 + pool, H, W).
/// </summary>
/// <param name="pool">The filters behind the pool.</param>
[NormedConv(64, 1, Name = "branch1x1")]
[NormedConv(48, 1, From = Tensor.Input, Name = "branch5x5_1"), NormedConv(64, 5, Pad = 2, Name = "branch5x5_2")]
[NormedConv(64, 1, From = Tensor.Input, Name = "branch3x3dbl_1"), NormedConv(96, 3, Pad = 1, Name = "branch3x3dbl_2")]
[NormedConv(96, 3, Pad = 1, Name = "branch3x3dbl_3")]
[AvgPool(3, Stride = 1, Pad = 1, From = Tensor.Input), Layers("NormedConv(pool, 1, Name = 'branch_pool')")]
[Concat("branch1x1", "branch5x5_2", "branch3x3dbl_3")]
public sealed class InceptionAAttribute(int pool) : BlockAttribute;
