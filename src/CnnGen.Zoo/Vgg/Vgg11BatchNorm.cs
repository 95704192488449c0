namespace CnnGen.Zoo;

/// <remarks>
/// Configuration A of Simonyan and Zisserman 2014 with a batch normalisation behind each convolution, which is not in the paper:
/// torchvision.models.vgg11_bn, whose checkpoint loads under its own names, the biases in front of the normalisations among them.
/// torchvision's adaptive pooling to 7x7 does nothing at 224x224 and is left out.
/// </remarks>
[Input(3, 224, 224)]
[Conv(64, 3, Pad = 1, Name = "features.0"), BatchNorm(Name = "features.1"), ReLU, MaxPool(2)]
[Conv(128, 3, Pad = 1, Name = "features.4"), BatchNorm(Name = "features.5"), ReLU, MaxPool(2)]
[Conv(256, 3, Pad = 1, Name = "features.8"), BatchNorm(Name = "features.9"), ReLU]
[Conv(256, 3, Pad = 1, Name = "features.11"), BatchNorm(Name = "features.12"), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1, Name = "features.15"), BatchNorm(Name = "features.16"), ReLU]
[Conv(512, 3, Pad = 1, Name = "features.18"), BatchNorm(Name = "features.19"), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1, Name = "features.22"), BatchNorm(Name = "features.23"), ReLU]
[Conv(512, 3, Pad = 1, Name = "features.25"), BatchNorm(Name = "features.26"), ReLU, MaxPool(2)]
[Linear(4096, Name = "classifier.0"), ReLU, Dropout(0.5)]
[Linear(4096, Name = "classifier.3"), ReLU, Dropout(0.5)]
[Linear(1000, Name = "classifier.6")]
public partial class Vgg11BatchNorm;
