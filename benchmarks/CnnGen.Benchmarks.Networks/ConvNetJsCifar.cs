namespace CnnGen.Benchmarks.Networks;

/// <summary>ConvNetJS's network for CIFAR-10 (Karpathy).</summary>
[Input(3, 32, 32)]
[Conv(16, 5, Pad = 2), ReLU, MaxPool(2)]
[Conv(20, 5, Pad = 2), ReLU, MaxPool(2)]
[Conv(20, 5, Pad = 2), ReLU, MaxPool(2)]
[Linear(10)]
public partial class ConvNetJsCifar;
