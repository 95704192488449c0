[Network(Fit = Fit.Floor)] [Input(208, 3, 5, 7)] [Conv(24, 2, Pad = 1)] public partial class N;
