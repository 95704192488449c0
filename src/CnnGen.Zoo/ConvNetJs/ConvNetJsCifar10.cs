namespace CnnGen.Zoo;

/// <remarks>
/// Karpathy 2014, ConvNetJS, the network of its CIFAR-10 demonstration. Its softmax layer is a linear layer and a softmax; the softmax is the
/// loss's here.
/// </remarks>
[Input(3, 32, 32)]
[Conv(16, 5, Pad = 2), ReLU, MaxPool(2)]
[Conv(20, 5, Pad = 2), ReLU, MaxPool(2)]
[Conv(20, 5, Pad = 2), ReLU, MaxPool(2)]
[Linear(10)]
public partial class ConvNetJsCifar10;
