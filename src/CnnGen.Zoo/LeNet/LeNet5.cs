namespace CnnGen.Zoo;

/// <remarks>
/// LeCun, Bottou, Bengio and Haffner 1998, "Gradient-Based Learning Applied to Document Recognition", in the form of today's textbooks: ReLU
/// for the sigmoids, maxima for the trained subsampling, all of the second convolution's connections, a linear layer for the Euclidean output units.
/// Digits of 28x28 are padded to the paper's 32x32.
/// </remarks>
[Input(1, 28, 28)]
[Conv(6, 5, Pad = 2), ReLU, MaxPool(2)]
[Conv(16, 5), ReLU, MaxPool(2)]
[Linear(120), ReLU]
[Linear(84), ReLU]
[Linear(10)]
public partial class LeNet5;
