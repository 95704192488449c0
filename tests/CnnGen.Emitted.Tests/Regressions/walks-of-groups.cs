[Network(Fit = Fit.Floor)] [Input(352, 5, 6)] [Conv(64, 3, Pad = 1, Groups = 2), ReLU] public partial class N;
