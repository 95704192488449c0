[Input(5, 7, 7)] [MaxPool(3, Stride = 2)] [Conv(3, 2, KernelWidth = 1, Stride = 2, Pad = 1, Dilation = 2), Sigmoid] [Linear(33)] public partial class N;
