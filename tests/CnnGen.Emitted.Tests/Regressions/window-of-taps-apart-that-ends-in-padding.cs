[Input(3, 3, 3)] [Conv(4, 3, Dilation = 2, PadBottom = 2, PadRight = 2), Tanh] public partial class N;
