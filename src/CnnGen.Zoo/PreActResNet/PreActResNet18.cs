namespace CnnGen.Zoo;

/// <remarks>
/// He, Zhang, Ren and Sun 2016, "Identity Mappings in Deep Residual Networks", with the stages of ResNet-18: normalisation and activation stand in
/// front of each convolution, and once more behind the last block.
/// <para>
/// On ImageNet the paper has 152 and 200 layers; with these stages others trained it. The stem is ResNet's, with a normalisation and an
/// activation of its own in front of the pool, and the first block has its own behind that.
/// </para>
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(64, 7, Stride = 2, Pad = 3, Bias = false), BatchNorm, ReLU, MaxPool(3, Stride = 2, Pad = 1)]
[PreActBlock(64, Repeat = 2)]
[PreActBlock(128, Stride = 2, Repeat = 2)]
[PreActBlock(256, Stride = 2, Repeat = 2)]
[PreActBlock(512, Stride = 2, Repeat = 2)]
[BatchNorm, ReLU, GlobalAvgPool, Linear(1000, Name = "fc")]
public partial class PreActResNet18;
