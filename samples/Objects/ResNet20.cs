using CnnGen;
using CnnGen.Zoo;

namespace Objects;

/// <remarks>
/// He, Zhang, Ren and Sun 2016, "Deep Residual Learning for Image Recognition", section 4.2 with n = 3: 20 layers for CIFAR-10, with shortcuts
/// without parameters.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 32, 32)]
[Conv(16, 3, Pad = 1, Bias = false), BatchNorm, ReLU]
[PaddedBlock(16, Repeat = 3)]
[PaddedBlock(32, Stride = 2, Repeat = 3)]
[PaddedBlock(64, Stride = 2, Repeat = 3)]
[GlobalAvgPool, Linear(10)]
public partial class ResNet20;
