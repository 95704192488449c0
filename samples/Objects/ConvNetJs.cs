using CnnGen;

namespace Objects;

/// <remarks>Karpathy 2014, ConvNetJS, the network of its CIFAR-10 demonstration. The softmax is the loss's here.</remarks>
[Input(3, 32, 32)]
[Conv(16, 5, Pad = 2), ReLU, MaxPool(2)]
[Conv(20, 5, Pad = 2), ReLU, MaxPool(2)]
[Conv(20, 5, Pad = 2), ReLU, MaxPool(2)]
[Linear(10)]
public partial class ConvNetJs;
