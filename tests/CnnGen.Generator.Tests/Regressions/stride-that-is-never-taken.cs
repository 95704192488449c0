[Input(1, 9, 9)] [DepthwiseConv(3, Pad = 1, Multiplier = 2), ReLU, Conv(4, 1), DepthwiseConv(3, Stride = int.MaxValue, Padding = Padding.Same)] public partial class N;
