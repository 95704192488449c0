[Input(20, 1, 1)] [ConvTranspose(17, 4), ReLU] [ConvTranspose(3, 4, Stride = 2, Pad = 1), Sigmoid] [Linear(4)] public partial class N;
