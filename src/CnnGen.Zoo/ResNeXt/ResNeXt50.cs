namespace CnnGen.Zoo;

/// <remarks>
/// Xie, Girshick, Dollár, Tu and He 2017, "Aggregated Residual Transformations for Deep Neural Networks", table 1: 50 layers, 32x4d, which is 32
/// groups of 4 channels in the first stage's convolutions of 3x3.
/// <para>The parameters are those of torchvision.models.resnext50_32x4d: its checkpoint loads.</para>
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(64, 7, Stride = 2, Pad = 3, Bias = false), BatchNorm, ReLU, MaxPool(3, Stride = 2, Pad = 1)]
[Bottleneck(128, 256, Groups = 32, Repeat = 3)]
[Bottleneck(256, 512, Groups = 32, Stride = 2, Repeat = 4)]
[Bottleneck(512, 1024, Groups = 32, Stride = 2, Repeat = 6)]
[Bottleneck(1024, 2048, Groups = 32, Stride = 2, Repeat = 3)]
[GlobalAvgPool, Linear(1000, Name = "fc")]
public partial class ResNeXt50;
