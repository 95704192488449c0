namespace CnnGen.Zoo;

/// <remarks>
/// Configuration D of Simonyan and Zisserman 2014 with a batch normalisation behind each convolution, which is not in the paper:
/// torchvision.models.vgg16_bn, whose checkpoint loads under its own names, the biases in front of the normalisations among them.
/// torchvision's adaptive pooling to 7x7 does nothing at 224x224 and is left out.
/// </remarks>
[Input(3, 224, 224)]
[Conv(64, 3, Pad = 1, Name = "features.0"), BatchNorm(Name = "features.1"), ReLU]
[Conv(64, 3, Pad = 1, Name = "features.3"), BatchNorm(Name = "features.4"), ReLU, MaxPool(2)]
[Conv(128, 3, Pad = 1, Name = "features.7"), BatchNorm(Name = "features.8"), ReLU]
[Conv(128, 3, Pad = 1, Name = "features.10"), BatchNorm(Name = "features.11"), ReLU, MaxPool(2)]
[Conv(256, 3, Pad = 1, Name = "features.14"), BatchNorm(Name = "features.15"), ReLU]
[Conv(256, 3, Pad = 1, Name = "features.17"), BatchNorm(Name = "features.18"), ReLU]
[Conv(256, 3, Pad = 1, Name = "features.20"), BatchNorm(Name = "features.21"), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1, Name = "features.24"), BatchNorm(Name = "features.25"), ReLU]
[Conv(512, 3, Pad = 1, Name = "features.27"), BatchNorm(Name = "features.28"), ReLU]
[Conv(512, 3, Pad = 1, Name = "features.30"), BatchNorm(Name = "features.31"), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1, Name = "features.34"), BatchNorm(Name = "features.35"), ReLU]
[Conv(512, 3, Pad = 1, Name = "features.37"), BatchNorm(Name = "features.38"), ReLU]
[Conv(512, 3, Pad = 1, Name = "features.40"), BatchNorm(Name = "features.41"), ReLU, MaxPool(2)]
[Linear(4096, Name = "classifier.0"), ReLU, Dropout(0.5)]
[Linear(4096, Name = "classifier.3"), ReLU, Dropout(0.5)]
[Linear(1000, Name = "classifier.6")]
public partial class Vgg16BatchNorm;
