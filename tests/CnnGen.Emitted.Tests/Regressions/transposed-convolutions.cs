[Input(5, 4, 3)] [ConvTranspose(17, 4, Stride = 2, Pad = 1), ReLU] [ConvTranspose(6, 3, Stride = 2, Pad = 1, OutputPad = 1, Bias = false), Tanh] [Linear(4)] public partial class N;
