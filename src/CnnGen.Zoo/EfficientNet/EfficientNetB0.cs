namespace CnnGen.Zoo;

/// <remarks>
/// Tan and Le 2019, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks", table 1: torchvision.models.efficientnet_b0, whose
/// checkpoint loads under its own names. Dropout and stochastic depth are torchvision's.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(32, 3, Stride = 2, Pad = 1, Bias = false, Name = "features.0.0"), BatchNorm(Name = "features.0.1"), SiLU]
[MBConv(1, 3, 16, Repeat = 1, Name = "features.1")]
[MBConv(6, 3, 24, Stride = 2, Before = 1, Repeat = 2, Name = "features.2")]
[MBConv(6, 5, 40, Stride = 2, Before = 3, Repeat = 2, Name = "features.3")]
[MBConv(6, 3, 80, Stride = 2, Before = 5, Repeat = 3, Name = "features.4")]
[MBConv(6, 5, 112, Before = 8, Repeat = 3, Name = "features.5")]
[MBConv(6, 5, 192, Stride = 2, Before = 11, Repeat = 4, Name = "features.6")]
[MBConv(6, 3, 320, Before = 15, Repeat = 1, Name = "features.7")]
[Conv(1280, 1, Bias = false, Name = "features.8.0"), BatchNorm(Name = "features.8.1"), SiLU]
[GlobalAvgPool, Dropout(0.2), Linear(1000, Name = "classifier.1")]
public partial class EfficientNetB0;
