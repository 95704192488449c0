namespace CnnGen.Zoo;

/// <remarks>
/// Howard, Sandler, Chu, Chen, Chen, Tan, Wang, Zhu, Pang, Vasudevan, Le and Adam 2019, "Searching for MobileNetV3", table 2:
/// torchvision.models.mobilenet_v3_small, whose checkpoint loads under its own names.
/// <para>The table weighs the channels of the last convolution of 1x1 too, which torchvision does not do.</para>
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(16, 3, Stride = 2, Pad = 1, Bias = false, Name = "features.0.0"), BatchNorm(Epsilon = 0.001, Momentum = 0.01, Name = "features.0.1"), HardSwish]
[MobileBottleneck(3, 16, 16, true, false, Stride = 2, Name = "features.1")]
[MobileBottleneck(3, 72, 24, false, false, Stride = 2, Name = "features.2")]
[MobileBottleneck(3, 88, 24, false, false, Name = "features.3")]
[MobileBottleneck(5, 96, 40, true, true, Stride = 2, Name = "features.4")]
[MobileBottleneck(5, 240, 40, true, true, Name = "features.5")]
[MobileBottleneck(5, 240, 40, true, true, Name = "features.6")]
[MobileBottleneck(5, 120, 48, true, true, Name = "features.7")]
[MobileBottleneck(5, 144, 48, true, true, Name = "features.8")]
[MobileBottleneck(5, 288, 96, true, true, Stride = 2, Name = "features.9")]
[MobileBottleneck(5, 576, 96, true, true, Name = "features.10")]
[MobileBottleneck(5, 576, 96, true, true, Name = "features.11")]
[Conv(576, 1, Bias = false, Name = "features.12.0"), BatchNorm(Epsilon = 0.001, Momentum = 0.01, Name = "features.12.1"), HardSwish]
[GlobalAvgPool, Linear(1024, Name = "classifier.0"), HardSwish, Dropout(0.2), Linear(1000, Name = "classifier.3")]
public partial class MobileNetV3Small;
