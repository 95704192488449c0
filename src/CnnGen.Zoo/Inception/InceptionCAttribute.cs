namespace CnnGen.Zoo;

/// <summary>
/// Rows and columns of seven in place of squares: Szegedy et al. 2015, "Rethinking the Inception Architecture for Computer Vision", figure 6 with
/// n = 7. (C, H, W) becomes (768, H, W).
/// </summary>
/// <param name="filters">The filters between the first and the last of the branches of seven.</param>
[NormedConv(192, 1, Name = "branch1x1")]
[Layers("NormedConv(filters, 1, From = input, Name = 'branch7x7_1')")]
[Layers("RowConv(filters, 7, Name = 'branch7x7_2'), ColumnConv(192, 7, Name = 'branch7x7_3')")]
[Layers("NormedConv(filters, 1, From = input, Name = 'branch7x7dbl_1')")]
[Layers("ColumnConv(filters, 7, Name = 'branch7x7dbl_2'), RowConv(filters, 7, Name = 'branch7x7dbl_3')")]
[Layers("ColumnConv(filters, 7, Name = 'branch7x7dbl_4'), RowConv(192, 7, Name = 'branch7x7dbl_5')")]
[AvgPool(3, Stride = 1, Pad = 1, From = Tensor.Input), NormedConv(192, 1, Name = "branch_pool")]
[Concat("branch1x1", "branch7x7_3", "branch7x7dbl_5")]
public sealed class InceptionCAttribute(int filters) : BlockAttribute;
