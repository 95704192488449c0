namespace CnnGen.Benchmarks;

/// <summary>LeNet-5 on 28x28 digits: LeCun et al. 1998, with ReLU and max pooling.</summary>
[Input(1, 28, 28)]
[Conv(6, 5, Pad = 2), ReLU, MaxPool(2)]
[Conv(16, 5), ReLU, MaxPool(2)]
[Linear(120), ReLU]
[Linear(84), ReLU]
[Linear(10)]
public partial class LeNet5;

/// <summary>One layer of VGG's kind, large enough for its speed to be the kernel's alone.</summary>
[Input(256, 56, 56)]
[Conv(256, 3, Pad = 1)]
public partial class Conv256;

/// <summary>LeNet-5 without padding, with ReLU and max pooling: the network that SimpleChains.jl publishes its time of ten epochs of MNIST for.</summary>
[Input(1, 28, 28)]
[Conv(6, 5), ReLU, MaxPool(2)]
[Conv(16, 5), ReLU, MaxPool(2)]
[Linear(120), ReLU]
[Linear(84), ReLU]
[Linear(10)]
public partial class UnpaddedLeNet5;

/// <summary>A layer of ResNet-18's first stage.</summary>
[Input(64, 56, 56)]
[Conv(64, 3, Pad = 1)]
public partial class Conv64;

/// <summary>A layer of ResNet-18's third stage.</summary>
[Input(256, 14, 14)]
[Conv(256, 3, Pad = 1)]
public partial class SmallConv256;
