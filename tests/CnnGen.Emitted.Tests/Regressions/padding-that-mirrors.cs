[Input(3, 6, 7)] [Conv(17, 3, Pad = 2, PadRight = 6, PadMode = PadMode.Reflect), BatchNorm, ReLU] [Conv(5, 5, Pad = 2, Stride = 2, PadMode = PadMode.Reflect, Fit = Fit.Floor)] public partial class N;
