namespace CnnGen.Zoo;

/// <remarks>
/// Howard, Sandler, Chu, Chen, Chen, Tan, Wang, Zhu, Pang, Vasudevan, Le and Adam 2019, "Searching for MobileNetV3", table 1:
/// torchvision.models.mobilenet_v3_large, whose checkpoint loads under its own names. The last pool and the layers behind it are the paper's figure
/// 5.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(16, 3, Stride = 2, Pad = 1, Bias = false, Name = "features.0.0"), BatchNorm(Epsilon = 0.001, Momentum = 0.01, Name = "features.0.1"), HardSwish]
[MobileBottleneck(3, 16, 16, false, false, Name = "features.1")]
[MobileBottleneck(3, 64, 24, false, false, Stride = 2, Name = "features.2")]
[MobileBottleneck(3, 72, 24, false, false, Name = "features.3")]
[MobileBottleneck(5, 72, 40, true, false, Stride = 2, Name = "features.4")]
[MobileBottleneck(5, 120, 40, true, false, Name = "features.5")]
[MobileBottleneck(5, 120, 40, true, false, Name = "features.6")]
[MobileBottleneck(3, 240, 80, false, true, Stride = 2, Name = "features.7")]
[MobileBottleneck(3, 200, 80, false, true, Name = "features.8")]
[MobileBottleneck(3, 184, 80, false, true, Name = "features.9")]
[MobileBottleneck(3, 184, 80, false, true, Name = "features.10")]
[MobileBottleneck(3, 480, 112, true, true, Name = "features.11")]
[MobileBottleneck(3, 672, 112, true, true, Name = "features.12")]
[MobileBottleneck(5, 672, 160, true, true, Stride = 2, Name = "features.13")]
[MobileBottleneck(5, 960, 160, true, true, Name = "features.14")]
[MobileBottleneck(5, 960, 160, true, true, Name = "features.15")]
[Conv(960, 1, Bias = false, Name = "features.16.0"), BatchNorm(Epsilon = 0.001, Momentum = 0.01, Name = "features.16.1"), HardSwish]
[GlobalAvgPool, Linear(1280, Name = "classifier.0"), HardSwish, Dropout(0.2), Linear(1000, Name = "classifier.3")]
public partial class MobileNetV3Large;
