namespace CnnGen.Mpi.Worker;

/// <summary>What is trained where weights are compared with those of one process.</summary>
[Input(1, 12, 12)]
[Conv(8, 3, Pad = 1), ReLU, MaxPool(2), Conv(16, 3, Pad = 1), ReLU, Dropout(0.2)]
[Linear(32), ReLU, Linear(4)]
internal sealed partial class PlainNetwork;

/// <summary>What is timed: convolutions with normalisations, whose gradients are complete layer by layer.</summary>
[Input(3, 32, 32)]
[Conv(32, 3, Pad = 1, Bias = false), BatchNorm, ReLU]
[Conv(64, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool(2)]
[Conv(128, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool(2)]
[Conv(256, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1, Bias = false), BatchNorm, ReLU]
[GlobalAvgPool, Linear(10)]
internal sealed partial class TimedNetwork;
