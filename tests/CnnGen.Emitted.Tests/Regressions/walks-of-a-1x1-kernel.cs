[Network(Fit = Fit.Floor)] [Input(208, 12, 20)] [Conv(32, 1), ReLU] public partial class N;
