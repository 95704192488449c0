[Network(Fit = Fit.Floor)] [Input(3, 3, 2)] [Conv(17, 4, Stride = 3, Pad = 3, Dilation = 2, Bias = false)] [ReLU] public partial class N;
