[Input(1, 8, 8)] [Conv(4, int.MaxValue, Stride = int.MaxValue, Dilation = int.MaxValue)] public partial class N;
