namespace CnnGen.Training.Tests;

/// <summary>A convolutional network with everything that depends on the step: a batch's statistics, dropout, and a second head.</summary>
[Input(2, 8, 8)]
[Conv(8, 3, Pad = 1, Bias = false), BatchNorm, ReLU(Name = "trunk")]
[GlobalAvgPool, Dropout(0.2), Linear(3), Output("aux")]
[Conv(8, 3, Pad = 1, From = "trunk"), ReLU, Dropout(0.3), MaxPool(2), Linear(3)]
internal sealed partial class TwoHeads;

/// <summary>A network that tells a class for each pixel.</summary>
[Input(1, 6, 6)]
[Conv(8, 3, Pad = 1), ReLU, Conv(3, 1)]
internal sealed partial class PixelClasses;

/// <summary>A network without statistics of batches: what its gradients are does not depend on how a batch is divided.</summary>
[Input(2, 8, 8)]
[Conv(8, 3, Pad = 1), ReLU, Dropout(0.2), Conv(12, 3, Pad = 1), ReLU, MaxPool(2), Conv(8, 3), ReLU]
[Linear(16), ReLU, Dropout(0.3), Linear(3)]
internal sealed partial class PlainNetwork;
