[Input(1, 20, 36)] [Conv(6, 5, Pad = 2, PadMode = PadMode.Reflect), ReLU, MaxPool(2)] [Conv(7, 3, Pad = 1, PadMode = PadMode.Circular), ReLU, Linear(3)] public partial class N;
