[Input(2, 3, 4, 5)] [Conv(5, 3, Pad = 2, PadBack = 3, PadMode = PadMode.Circular), Tanh, DepthwiseConv(2, PadLeft = 4, PadMode = PadMode.Circular)] public partial class N;
