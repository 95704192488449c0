namespace CnnGen.Zoo;

/// <remarks>
/// Simonyan and Zisserman 2014, "Very Deep Convolutional Networks for Large-Scale Image Recognition", table 1, configuration D:
/// torchvision.models.vgg16, whose checkpoint loads under its own names. torchvision's adaptive pooling to 7x7 does nothing at 224x224 and is left out.
/// </remarks>
[Input(3, 224, 224)]
[Conv(64, 3, Pad = 1, Name = "features.0"), ReLU]
[Conv(64, 3, Pad = 1, Name = "features.2"), ReLU, MaxPool(2)]
[Conv(128, 3, Pad = 1, Name = "features.5"), ReLU]
[Conv(128, 3, Pad = 1, Name = "features.7"), ReLU, MaxPool(2)]
[Conv(256, 3, Pad = 1, Name = "features.10"), ReLU]
[Conv(256, 3, Pad = 1, Name = "features.12"), ReLU]
[Conv(256, 3, Pad = 1, Name = "features.14"), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1, Name = "features.17"), ReLU]
[Conv(512, 3, Pad = 1, Name = "features.19"), ReLU]
[Conv(512, 3, Pad = 1, Name = "features.21"), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1, Name = "features.24"), ReLU]
[Conv(512, 3, Pad = 1, Name = "features.26"), ReLU]
[Conv(512, 3, Pad = 1, Name = "features.28"), ReLU, MaxPool(2)]
[Linear(4096, Name = "classifier.0"), ReLU, Dropout(0.5)]
[Linear(4096, Name = "classifier.3"), ReLU, Dropout(0.5)]
[Linear(1000, Name = "classifier.6")]
public partial class Vgg16;
