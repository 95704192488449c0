[Input(1, 20)] [DepthwiseConv(5, Stride = 5, Multiplier = 17), Tanh] [DepthwiseConv(4), Softmax] public partial class N;
