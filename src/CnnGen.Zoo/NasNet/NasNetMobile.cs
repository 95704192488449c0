namespace CnnGen.Zoo;

/// <remarks>
/// Zoph, Vasudevan, Shlens and Le 2018, "Learning Transferable Architectures for Scalable Image Recognition": NASNet-A (4 @ 1056), figures 2 and 4.
/// Two reduction cells lead from the image to the first of three times four normal cells. torchvision does not have it; the names and constants are
/// those of Cadene's pretrained-models.pytorch, nasnetamobile.
/// <para>The paper's ScheduledDropPath, which drops a cell's branches while training, and its auxiliary head are left out.</para>
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(32, 3, Stride = 2, Bias = false, Name = "conv0.conv"), BatchNorm(Epsilon = 0.001, Name = "conv0.bn")]
[ReductionCell(11, "conv0.bn", IsFirst = true, Name = "cell_stem_0")]
[ReductionCell(22, "conv0.bn", Name = "cell_stem_1")]
[NormalCell(44, "cell_stem_0", Name = "cell_0")]
[NormalCell(44, "cell_stem_1", Name = "cell_1")]
[NormalCell(44, "cell_0", Name = "cell_2")]
[NormalCell(44, "cell_1", Name = "cell_3")]
[ReductionCell(88, "cell_2", Name = "reduction_cell_0")]
[NormalCell(88, "cell_3", Name = "cell_6")]
[NormalCell(88, "reduction_cell_0", Name = "cell_7")]
[NormalCell(88, "cell_6", Name = "cell_8")]
[NormalCell(88, "cell_7", Name = "cell_9")]
[ReductionCell(176, "cell_8", Name = "reduction_cell_1")]
[NormalCell(176, "cell_9", Name = "cell_12")]
[NormalCell(176, "reduction_cell_1", Name = "cell_13")]
[NormalCell(176, "cell_12", Name = "cell_14")]
[NormalCell(176, "cell_13", Name = "cell_15")]
[ReLU, GlobalAvgPool, Dropout(0.5), Linear(1000, Name = "last_linear")]
public partial class NasNetMobile;
