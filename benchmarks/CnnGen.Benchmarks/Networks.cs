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
