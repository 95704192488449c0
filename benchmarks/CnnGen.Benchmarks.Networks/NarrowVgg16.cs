namespace CnnGen.Benchmarks.Networks;

/// <summary>VGG-16 whose Linear layers read their weights in half of the width.</summary>
[Network(Weights = Precision.BFloat16)]
[Input(3, 224, 224)]
[Conv(64, 3, Pad = 1), ReLU, Conv(64, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(128, 3, Pad = 1), ReLU, Conv(128, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(256, 3, Pad = 1), ReLU, Conv(256, 3, Pad = 1), ReLU, Conv(256, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, MaxPool(2)]
[Linear(4096), ReLU]
[Linear(4096), ReLU]
[Linear(1000)]
public partial class NarrowVgg16;
