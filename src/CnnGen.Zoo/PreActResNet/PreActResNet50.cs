namespace CnnGen.Zoo;

/// <remarks>
/// He, Zhang, Ren and Sun 2016, "Identity Mappings in Deep Residual Networks", the blocks of its ResNet-200 in the stages of ResNet-50.
/// <para>
/// On ImageNet the paper has 152 and 200 layers; with these stages others trained it. The stem is ResNet's, with a normalisation and an
/// activation of its own in front of the pool, and the first block has its own behind that.
/// </para>
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(64, 7, Stride = 2, Pad = 3, Bias = false), BatchNorm, ReLU, MaxPool(3, Stride = 2, Pad = 1)]
[PreActBottleneck(64, 256, Repeat = 3)]
[PreActBottleneck(128, 512, Stride = 2, Repeat = 4)]
[PreActBottleneck(256, 1024, Stride = 2, Repeat = 6)]
[PreActBottleneck(512, 2048, Stride = 2, Repeat = 3)]
[BatchNorm, ReLU, GlobalAvgPool, Linear(1000, Name = "fc")]
public partial class PreActResNet50;
