namespace CnnGen.Zoo;

/// <remarks>
/// Howard, Zhu, Chen, Kalenichenko, Wang, Weyand, Andreetto and Adam 2017, "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision
/// Applications", table 1, with the width multiplier 1. torchvision does not have it.
/// <para>
/// The table gives the last depthwise convolution stride 2 beside an output of its input's size, which is stride 1, as the authors' code has it.
/// </para>
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(32, 3, Stride = 2, Pad = 1, Bias = false), BatchNorm, ReLU]
[DepthwiseSeparable(64)]
[DepthwiseSeparable(128, Stride = 2), DepthwiseSeparable(128)]
[DepthwiseSeparable(256, Stride = 2), DepthwiseSeparable(256)]
[DepthwiseSeparable(512, Stride = 2), DepthwiseSeparable(512, Repeat = 5)]
[DepthwiseSeparable(1024, Stride = 2), DepthwiseSeparable(1024)]
[GlobalAvgPool, Linear(1000)]
public partial class MobileNetV1;
