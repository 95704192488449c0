namespace CnnGen.Zoo;

/// <remarks>
/// Simonyan and Zisserman 2014, "Very Deep Convolutional Networks for Large-Scale Image Recognition", table 1, configuration A:
/// torchvision.models.vgg11, whose checkpoint loads under its own names. torchvision's adaptive pooling to 7x7 does nothing at 224x224 and is left out.
/// </remarks>
[Input(3, 224, 224)]
[Conv(64, 3, Pad = 1, Name = "features.0"), ReLU, MaxPool(2)]
[Conv(128, 3, Pad = 1, Name = "features.3"), ReLU, MaxPool(2)]
[Conv(256, 3, Pad = 1, Name = "features.6"), ReLU]
[Conv(256, 3, Pad = 1, Name = "features.8"), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1, Name = "features.11"), ReLU]
[Conv(512, 3, Pad = 1, Name = "features.13"), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1, Name = "features.16"), ReLU]
[Conv(512, 3, Pad = 1, Name = "features.18"), ReLU, MaxPool(2)]
[Linear(4096, Name = "classifier.0"), ReLU, Dropout(0.5)]
[Linear(4096, Name = "classifier.3"), ReLU, Dropout(0.5)]
[Linear(1000, Name = "classifier.6")]
public partial class Vgg11;
