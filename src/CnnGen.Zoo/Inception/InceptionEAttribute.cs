namespace CnnGen.Zoo;

/// <summary>
/// Rows and columns of three beside each other: Szegedy et al. 2015, "Rethinking the Inception Architecture for Computer Vision", figure 7. (C,
/// H, W) becomes (2048, H, W).
/// </summary>
[NormedConv(320, 1, Name = "branch1x1")]
[NormedConv(384, 1, From = Tensor.Input, Name = "branch3x3_1")]
[RowConv(384, 3, Name = "branch3x3_2a"), ColumnConv(384, 3, From = "branch3x3_1", Name = "branch3x3_2b")]
[NormedConv(448, 1, From = Tensor.Input, Name = "branch3x3dbl_1"), NormedConv(384, 3, Pad = 1, Name = "branch3x3dbl_2")]
[RowConv(384, 3, Name = "branch3x3dbl_3a"), ColumnConv(384, 3, From = "branch3x3dbl_2", Name = "branch3x3dbl_3b")]
[AvgPool(3, Stride = 1, Pad = 1, From = Tensor.Input), NormedConv(192, 1, Name = "branch_pool")]
[Concat("branch1x1", "branch3x3_2a", "branch3x3_2b", "branch3x3dbl_3a", "branch3x3dbl_3b")]
public sealed class InceptionEAttribute : BlockAttribute;
