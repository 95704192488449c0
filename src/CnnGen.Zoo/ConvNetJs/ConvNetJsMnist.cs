namespace CnnGen.Zoo;

/// <remarks>
/// Karpathy 2014, ConvNetJS, the network of its MNIST demonstration, which sees 24x24 of the 28x28 pixels, cut out at random. Its softmax layer
/// is a linear layer and a softmax; the softmax is the loss's here.
/// </remarks>
[Input(1, 24, 24)]
[Conv(8, 5, Pad = 2), ReLU, MaxPool(2)]
[Conv(16, 5, Pad = 2), ReLU, MaxPool(3)]
[Linear(10)]
public partial class ConvNetJsMnist;
