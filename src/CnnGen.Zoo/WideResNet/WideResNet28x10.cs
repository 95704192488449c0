namespace CnnGen.Zoo;

/// <remarks>
/// Zagoruyko and Komodakis 2016, "Wide Residual Networks", table 1 with N = 4 and k = 10: 28 layers and ten times the channels of the CIFAR ResNets,
/// whose blocks have their normalisations in front. Without the dropout between the convolutions, which the paper tries as well.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 32, 32)]
[Conv(16, 3, Pad = 1, Bias = false)]
[PreActBlock(160, Repeat = 4)]
[PreActBlock(320, Stride = 2, Repeat = 4)]
[PreActBlock(640, Stride = 2, Repeat = 4)]
[BatchNorm, ReLU, GlobalAvgPool, Linear(10, Name = "fc")]
public partial class WideResNet28x10;
