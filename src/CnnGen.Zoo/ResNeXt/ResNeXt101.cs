namespace CnnGen.Zoo;

/// <remarks>
/// Xie, Girshick, Dollár, Tu and He 2017, "Aggregated Residual Transformations for Deep Neural Networks", in 101 layers, 32x8d, which is 32 groups
/// of 8 channels in the first stage's convolutions of 3x3. The paper's networks of 101 layers are 32x4d and 64x4d; this one is from Mahajan et al.
/// 2018, "Exploring the Limits of Weakly Supervised Pretraining".
/// <para>The parameters are those of torchvision.models.resnext101_32x8d: its checkpoint loads.</para>
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(64, 7, Stride = 2, Pad = 3, Bias = false), BatchNorm, ReLU, MaxPool(3, Stride = 2, Pad = 1)]
[Bottleneck(256, 256, Groups = 32, Repeat = 3)]
[Bottleneck(512, 512, Groups = 32, Stride = 2, Repeat = 4)]
[Bottleneck(1024, 1024, Groups = 32, Stride = 2, Repeat = 23)]
[Bottleneck(2048, 2048, Groups = 32, Stride = 2, Repeat = 3)]
[GlobalAvgPool, Linear(1000, Name = "fc")]
public partial class ResNeXt101;
