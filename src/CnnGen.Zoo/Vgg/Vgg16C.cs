namespace CnnGen.Zoo;

/// <remarks>
/// Simonyan and Zisserman 2014, "Very Deep Convolutional Networks for Large-Scale Image Recognition", table 1, configuration C: as deep as
/// D, but the last convolution of the last three stages is 1x1. torchvision does not have it.
/// </remarks>
[Input(3, 224, 224)]
[Conv(64, 3, Pad = 1), ReLU]
[Conv(64, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(128, 3, Pad = 1), ReLU]
[Conv(128, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(256, 3, Pad = 1), ReLU]
[Conv(256, 3, Pad = 1), ReLU]
[Conv(256, 1), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1), ReLU]
[Conv(512, 3, Pad = 1), ReLU]
[Conv(512, 1), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1), ReLU]
[Conv(512, 3, Pad = 1), ReLU]
[Conv(512, 1), ReLU, MaxPool(2)]
[Linear(4096), ReLU, Dropout(0.5)]
[Linear(4096), ReLU, Dropout(0.5)]
[Linear(1000)]
public partial class Vgg16C;
