namespace CnnGen.Zoo;

/// <summary>
/// Half the rows and columns by convolutions and by a pool side by side: Szegedy et al. 2015, "Rethinking the Inception Architecture for Computer
/// Vision", figure 10, behind the blocks of figure 6. (C, 17, 17) becomes (C + 512, 8, 8).
/// </summary>
[NormedConv(192, 1, Name = "branch3x3_1"), NormedConv(320, 3, Stride = 2, Name = "branch3x3_2")]
[NormedConv(192, 1, From = Tensor.Input, Name = "branch7x7x3_1"), RowConv(192, 7, Name = "branch7x7x3_2"), ColumnConv(192, 7, Name = "branch7x7x3_3")]
[NormedConv(192, 3, Stride = 2, Name = "branch7x7x3_4")]
[MaxPool(3, Stride = 2, From = Tensor.Input), Concat("branch3x3_2", "branch7x7x3_4")]
public sealed class InceptionDAttribute : BlockAttribute;
