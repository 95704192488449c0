namespace CnnGen.Zoo;

/// <remarks>
/// Zhang, Zhou, Lin and Sun 2018, "ShuffleNet: An Extremely Efficient Convolutional Neural Network for Mobile Devices", table 1 with three groups.
/// torchvision does not have it. The very first convolution of 1x1 has no groups, as section 3.3 says, but its channels are shuffled like those of
/// the others.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(24, 3, Stride = 2, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool(3, Stride = 2, Pad = 1)]
[ShuffleUnit(240, 3, Repeat = 4)]
[ShuffleUnit(480, 3, Repeat = 8)]
[ShuffleUnit(960, 3, Repeat = 4)]
[GlobalAvgPool, Linear(1000)]
public partial class ShuffleNetV1;
