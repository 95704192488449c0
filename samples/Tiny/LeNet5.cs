using CnnGen;

namespace Tiny;

/// <summary>Reads a digit. Its weights are in the program: <c>LeNet5.Default</c>.</summary>
[Weights("lenet5.safetensors")]
[Network(Training = false)]
[Input(1, 28, 28)]
[Conv(6, 5, Pad = 2), ReLU, MaxPool(2)]
[Conv(16, 5), ReLU, MaxPool(2)]
[Linear(120), ReLU]
[Linear(84), ReLU]
[Linear(10)]
public partial class LeNet5;
