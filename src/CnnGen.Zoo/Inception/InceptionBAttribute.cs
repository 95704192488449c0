namespace CnnGen.Zoo;

/// <summary>
/// Half the rows and columns by convolutions and by a pool side by side: Szegedy et al. 2015, "Rethinking the Inception Architecture for Computer
/// Vision", figure 10, behind the blocks of figure 5. (C, 35, 35) becomes (C + 480, 17, 17).
/// </summary>
[NormedConv(384, 3, Stride = 2, Name = "branch3x3")]
[NormedConv(64, 1, From = Tensor.Input, Name = "branch3x3dbl_1"), NormedConv(96, 3, Pad = 1, Name = "branch3x3dbl_2")]
[NormedConv(96, 3, Stride = 2, Name = "branch3x3dbl_3")]
[MaxPool(3, Stride = 2, From = Tensor.Input), Concat("branch3x3", "branch3x3dbl_3")]
public sealed class InceptionBAttribute : BlockAttribute;
