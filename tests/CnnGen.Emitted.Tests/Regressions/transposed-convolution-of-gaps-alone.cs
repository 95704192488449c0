[Input(2, 3)] [ConvTranspose(3, 1, Stride = 4, PadLeft = 1, PadRight = 5)] [Linear(4)] public partial class N;
