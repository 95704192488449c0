namespace A.B { public partial struct Outer { [Network(Fit = Fit.Floor), Input(1, 7, 7)] [Conv(2, 3, Stride = int.MaxValue, Groups = 1)] internal sealed partial class N { } } }
