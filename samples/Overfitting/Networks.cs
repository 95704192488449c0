using CnnGen;

namespace Overfitting;

/// <summary>More weights than a few hundred pictures can tell.</summary>
[Input(3, 32, 32)]
[Conv(16, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(32, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(32, 3, Pad = 1), ReLU, MaxPool(2)]
[Linear(128), ReLU]
[Linear(10)]
internal partial class Plain;

/// <summary>Fewer channels, and none of the hidden layer that had most of the weights.</summary>
[Input(3, 32, 32)]
[Conv(8, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(16, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(16, 3, Pad = 1), ReLU, MaxPool(2)]
[GlobalAvgPool, Linear(10)]
internal partial class Small;

/// <summary>Half of what goes into each of the last two layers is dropped.</summary>
[Input(3, 32, 32)]
[Conv(16, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(32, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(32, 3, Pad = 1), ReLU, MaxPool(2)]
[Dropout(0.5), Linear(128), ReLU]
[Dropout(0.5), Linear(10)]
internal partial class Dropped;

/// <summary>Each sample is normalised by the others of its batch, which differ each time.</summary>
[Input(3, 32, 32)]
[Conv(16, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool(2)]
[Conv(32, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool(2)]
[Conv(32, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool(2)]
[Linear(128), ReLU]
[Linear(10)]
internal partial class Normalized;

/// <summary>As <see cref="Plain"/>, for half of the kinds.</summary>
[Input(3, 32, 32)]
[Conv(16, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(32, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(32, 3, Pad = 1), ReLU, MaxPool(2)]
[Linear(128), ReLU]
[Linear(5, Name = "head")]
internal partial class FiveKinds;
