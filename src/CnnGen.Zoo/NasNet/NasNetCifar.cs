namespace CnnGen.Zoo;

/// <remarks>
/// Zoph, Vasudevan, Shlens and Le 2018, "Learning Transferable Architectures for Scalable Image Recognition": NASNet-A (6 @ 768) for CIFAR-10,
/// figures 2 and 4. Three times six normal cells, with a reduction cell between them. torchvision does not have it.
/// <para>
/// Where the paper is silent it is the authors' code, build_nasnet_cifar in TensorFlow's slim: 96 filters in front of the cells, both of whose inputs
/// the first cell has from there, and convolutions of 1x1 where that meets other channels; but the normalisations have NASNet-A mobile's epsilon. The
/// paper's ScheduledDropPath, which drops a cell's branches while training, and its auxiliary head are left out.
/// </para>
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 32, 32)]
[Conv(96, 3, Pad = 1, Bias = false, Name = "stem.conv"), BatchNorm(Epsilon = 0.001, Name = "stem.bn")]
[NormalCell(32, "stem.bn", IsFirst = true, Name = "cell_0")]
[NormalCell(32, "stem.bn", Name = "cell_1")]
[NormalCell(32, "cell_0", Name = "cell_2")]
[NormalCell(32, "cell_1", Name = "cell_3")]
[NormalCell(32, "cell_2", Name = "cell_4")]
[NormalCell(32, "cell_3", Name = "cell_5")]
[ReductionCell(64, "cell_4", Name = "reduction_cell_0")]
[NormalCell(64, "cell_5", Name = "cell_6")]
[NormalCell(64, "reduction_cell_0", Name = "cell_7")]
[NormalCell(64, "cell_6", Name = "cell_8")]
[NormalCell(64, "cell_7", Name = "cell_9")]
[NormalCell(64, "cell_8", Name = "cell_10")]
[NormalCell(64, "cell_9", Name = "cell_11")]
[ReductionCell(128, "cell_10", Name = "reduction_cell_1")]
[NormalCell(128, "cell_11", Name = "cell_12")]
[NormalCell(128, "reduction_cell_1", Name = "cell_13")]
[NormalCell(128, "cell_12", Name = "cell_14")]
[NormalCell(128, "cell_13", Name = "cell_15")]
[NormalCell(128, "cell_14", Name = "cell_16")]
[NormalCell(128, "cell_15", Name = "cell_17")]
[ReLU, GlobalAvgPool, Linear(10, Name = "fc")]
public partial class NasNetCifar;
