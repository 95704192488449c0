namespace CnnGen.Zoo;

/// <remarks>
/// Sandler, Howard, Zhu, Zhmoginov and Chen 2018, "MobileNetV2: Inverted Residuals and Linear Bottlenecks", table 2, with the width multiplier 1:
/// torchvision.models.mobilenet_v2, whose checkpoint loads under its own names.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(32, 3, Stride = 2, Pad = 1, Bias = false, Name = "features.0.0"), BatchNorm(Name = "features.0.1"), ReLU6]
[InvertedResidual(1, 16, First = 1)]
[InvertedResidual(6, 24, Stride = 2, First = 2, Repeat = 2)]
[InvertedResidual(6, 32, Stride = 2, First = 4, Repeat = 3)]
[InvertedResidual(6, 64, Stride = 2, First = 7, Repeat = 4)]
[InvertedResidual(6, 96, First = 11, Repeat = 3)]
[InvertedResidual(6, 160, Stride = 2, First = 14, Repeat = 3)]
[InvertedResidual(6, 320, First = 17)]
[Conv(1280, 1, Bias = false, Name = "features.18.0"), BatchNorm(Name = "features.18.1"), ReLU6]
[GlobalAvgPool, Dropout(0.2), Linear(1000, Name = "classifier.1")]
public partial class MobileNetV2;
