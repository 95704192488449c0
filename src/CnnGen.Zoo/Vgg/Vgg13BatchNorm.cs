namespace CnnGen.Zoo;

/// <remarks>
/// Configuration B of Simonyan and Zisserman 2014 with a batch normalisation behind each convolution, which is not in the paper:
/// torchvision.models.vgg13_bn, whose checkpoint loads under its own names, the biases in front of the normalisations among them.
/// torchvision's adaptive pooling to 7x7 does nothing at 224x224 and is left out.
/// </remarks>
[Input(3, 224, 224)]
[Conv(64, 3, Pad = 1, Name = "features.0"), BatchNorm(Name = "features.1"), ReLU]
[Conv(64, 3, Pad = 1, Name = "features.3"), BatchNorm(Name = "features.4"), ReLU, MaxPool(2)]
[Conv(128, 3, Pad = 1, Name = "features.7"), BatchNorm(Name = "features.8"), ReLU]
[Conv(128, 3, Pad = 1, Name = "features.10"), BatchNorm(Name = "features.11"), ReLU, MaxPool(2)]
[Conv(256, 3, Pad = 1, Name = "features.14"), BatchNorm(Name = "features.15"), ReLU]
[Conv(256, 3, Pad = 1, Name = "features.17"), BatchNorm(Name = "features.18"), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1, Name = "features.21"), BatchNorm(Name = "features.22"), ReLU]
[Conv(512, 3, Pad = 1, Name = "features.24"), BatchNorm(Name = "features.25"), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1, Name = "features.28"), BatchNorm(Name = "features.29"), ReLU]
[Conv(512, 3, Pad = 1, Name = "features.31"), BatchNorm(Name = "features.32"), ReLU, MaxPool(2)]
[Linear(4096, Name = "classifier.0"), ReLU, Dropout(0.5)]
[Linear(4096, Name = "classifier.3"), ReLU, Dropout(0.5)]
[Linear(1000, Name = "classifier.6")]
public partial class Vgg13BatchNorm;
