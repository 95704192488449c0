[Input(3, 4, 5)] [Conv(20, 1, KernelHeight = 4, KernelWidth = 5), Tanh, Conv(5, 3, Pad = 1)] [ConvTranspose(18, 3, Stride = 2), Sigmoid, Conv(4, 3)] [Conv(3, 3, Pad = 2)] public partial class N;
