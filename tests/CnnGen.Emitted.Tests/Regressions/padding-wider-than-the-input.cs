[Input(3, 2, 3)] [Conv(4, 5, PadTop = 7, PadRight = 6), Tanh] [Conv(3, 3, Dilation = 2, PadBottom = 9, PadLeft = 5, Stride = 3, Fit = Fit.Floor)] public partial class N;
