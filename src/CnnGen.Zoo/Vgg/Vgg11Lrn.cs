namespace CnnGen.Zoo;

/// <remarks>
/// Simonyan and Zisserman 2014, "Very Deep Convolutional Networks for Large-Scale Image Recognition", table 1, configuration A-LRN:
/// A with AlexNet's local response normalisation behind the first convolution and AlexNet's constants, whose alpha of 1e-4 goes with the sum of five
/// squares: 5e-4 of their mean. The paper finds that it does not help, and leaves it out from there on.
/// </remarks>
[Input(3, 224, 224)]
[Conv(64, 3, Pad = 1), ReLU, LocalResponseNorm(5, K = 2, Alpha = 5e-4, Beta = 0.75), MaxPool(2)]
[Conv(128, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(256, 3, Pad = 1), ReLU]
[Conv(256, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1), ReLU]
[Conv(512, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1), ReLU]
[Conv(512, 3, Pad = 1), ReLU, MaxPool(2)]
[Linear(4096), ReLU, Dropout(0.5)]
[Linear(4096), ReLU, Dropout(0.5)]
[Linear(1000)]
public partial class Vgg11Lrn;
