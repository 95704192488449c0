namespace CnnGen.Zoo;

/// <remarks>
/// Hu, Shen and Sun 2018, "Squeeze-and-Excitation Networks", table 1, middle: ResNet-50 with a gate in each block, with the stride in the convolutions
/// of 3x3 as in timm's seresnet50, whose names these are. The paper's multiply-adds, 3.87 billion, are those of strides in the first convolution.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(64, 7, Stride = 2, Pad = 3, Bias = false), BatchNorm, ReLU, MaxPool(3, Stride = 2, Pad = 1)]
[SEBottleneck(64, 256, Repeat = 3)]
[SEBottleneck(128, 512, Stride = 2, Repeat = 4)]
[SEBottleneck(256, 1024, Stride = 2, Repeat = 6)]
[SEBottleneck(512, 2048, Stride = 2, Repeat = 3)]
[GlobalAvgPool, Linear(1000, Name = "fc")]
public partial class SEResNet50;
