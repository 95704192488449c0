[Network(Fit = Fit.Floor)] [Input(176, 5, 9)] [Conv(20, 3, Pad = 1, Dilation = 2), ReLU] [Linear(3)] public partial class N;
