namespace CnnGen.Zoo;

/// <remarks>
/// He, Zhang, Ren and Sun 2016, "Deep Residual Learning for Image Recognition", table 1, 152 layers, with the stride in the
/// convolutions of 3x3 (v1.5). The parameters have torchvision's names: its checkpoint loads.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(64, 7, Stride = 2, Pad = 3, Bias = false), BatchNorm, ReLU, MaxPool(3, Stride = 2, Pad = 1)]
[Bottleneck(64, 256, Repeat = 3)]
[Bottleneck(128, 512, Stride = 2, Repeat = 8)]
[Bottleneck(256, 1024, Stride = 2, Repeat = 36)]
[Bottleneck(512, 2048, Stride = 2, Repeat = 3)]
[GlobalAvgPool, Linear(1000, Name = "fc")]
public partial class ResNet152;
