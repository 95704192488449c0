[Input(3, 2, 2)] [Conv(4, 2, Dilation = 2, Stride = 2, Padding = Padding.Same), Tanh] public partial class N;
