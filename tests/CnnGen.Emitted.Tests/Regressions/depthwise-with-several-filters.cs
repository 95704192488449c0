[Input(5, 8, 8)] [Conv(15, 3, Pad = 1, Groups = 5), Tanh] [Conv(15, 2, Stride = 3, Groups = 15, Bias = false)] [Linear(4)] public partial class N;
