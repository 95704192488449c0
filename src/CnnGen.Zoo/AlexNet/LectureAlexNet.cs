namespace CnnGen.Zoo;

/// <remarks>
/// Krizhevsky, Sutskever and Hinton 2012, "ImageNet Classification with Deep Convolutional Neural Networks", as Stanford's CS231n shows it, layer
/// by layer: 227x227, no groups, and the normalisations behind the pools, where the paper has them in front. The constants are the paper's, whose
/// alpha of 1e-4 goes with the sum of five squares: 5e-4 of their mean.
/// </remarks>
[Input(3, 227, 227)]
[Conv(96, 11, Stride = 4), ReLU, MaxPool(3, Stride = 2), LocalResponseNorm(5, K = 2, Alpha = 5e-4, Beta = 0.75)]
[Conv(256, 5, Pad = 2), ReLU, MaxPool(3, Stride = 2), LocalResponseNorm(5, K = 2, Alpha = 5e-4, Beta = 0.75)]
[Conv(384, 3, Pad = 1), ReLU]
[Conv(384, 3, Pad = 1), ReLU]
[Conv(256, 3, Pad = 1), ReLU, MaxPool(3, Stride = 2)]
[Linear(4096), ReLU, Dropout(0.5)]
[Linear(4096), ReLU, Dropout(0.5)]
[Linear(1000)]
public partial class LectureAlexNet;
