[Input(18, 4, 5, 6)] [DepthwiseConv(2, KernelWidth = 3, Pad = 1, Multiplier = 3), ReLU, DepthwiseConv(3, Stride = 2, Fit = Fit.Floor)] public partial class N;
