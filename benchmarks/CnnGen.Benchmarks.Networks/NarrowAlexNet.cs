namespace CnnGen.Benchmarks.Networks;

/// <summary>AlexNet whose Linear layers read their weights in half of the width.</summary>
[Network(Weights = Precision.BFloat16)]
[Input(3, 227, 227)]
[Conv(96, 11, Stride = 4), ReLU, MaxPool(3, Stride = 2)]
[Conv(256, 5, Pad = 2), ReLU, MaxPool(3, Stride = 2)]
[Conv(384, 3, Pad = 1), ReLU]
[Conv(384, 3, Pad = 1), ReLU]
[Conv(256, 3, Pad = 1), ReLU, MaxPool(3, Stride = 2)]
[Linear(4096), ReLU]
[Linear(4096), ReLU]
[Linear(1000)]
public partial class NarrowAlexNet;
