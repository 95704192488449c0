namespace CnnGen.Zoo;

/// <remarks>
/// Ma, Zhang, Zheng and Sun 2018, "ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design", table 5, 1x:
/// torchvision.models.shufflenet_v2_x1_0, whose checkpoint loads under its own names.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(24, 3, Stride = 2, Pad = 1, Bias = false, Name = "conv1.0"), BatchNorm(Name = "conv1.1"), ReLU, MaxPool(3, Stride = 2, Pad = 1)]
[SplitShuffleUnit(116, Repeat = 4, Name = "stage2")]
[SplitShuffleUnit(232, Repeat = 8, Name = "stage3")]
[SplitShuffleUnit(464, Repeat = 4, Name = "stage4")]
[Conv(1024, 1, Bias = false, Name = "conv5.0"), BatchNorm(Name = "conv5.1"), ReLU]
[GlobalAvgPool, Linear(1000, Name = "fc")]
public partial class ShuffleNetV2;
