namespace CnnGen.Zoo.Tests.Trained;

/// <summary>DoodleNet of ml5.js: 345 classes of Quick, Draw!'s drawings, strokes of 1 on 0.</summary>
[Network(Training = false)]
[Input(1, 28, 28)]
[Conv(16, 3, Pad = 1, Name = "0"), ReLU, Conv(16, 3, Pad = 1, Name = "2"), ReLU, MaxPool(2)]
[Conv(32, 3, Pad = 1, Name = "5"), ReLU, Conv(32, 3, Pad = 1, Name = "7"), ReLU, MaxPool(2)]
[Conv(64, 3, Pad = 1, Name = "10"), ReLU, Conv(64, 3, Pad = 1, Name = "12"), ReLU, MaxPool(2, Fit = Fit.Floor)]
[Linear(512, Name = "16"), Tanh, Linear(345, Name = "18"), Softmax]
public partial class DoodleNet;
