namespace CnnGen.Zoo;

/// <remarks>
/// Zagoruyko and Komodakis 2016, "Wide Residual Networks", table 8, WRN-50-2-bottleneck: ResNet-50 with twice the channels in the convolutions of
/// 3x3. The parameters are those of torchvision.models.wide_resnet50_2: its checkpoint loads.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(64, 7, Stride = 2, Pad = 3, Bias = false), BatchNorm, ReLU, MaxPool(3, Stride = 2, Pad = 1)]
[Bottleneck(128, 256, Repeat = 3)]
[Bottleneck(256, 512, Stride = 2, Repeat = 4)]
[Bottleneck(512, 1024, Stride = 2, Repeat = 6)]
[Bottleneck(1024, 2048, Stride = 2, Repeat = 3)]
[GlobalAvgPool, Linear(1000, Name = "fc")]
public partial class WideResNet50x2;
