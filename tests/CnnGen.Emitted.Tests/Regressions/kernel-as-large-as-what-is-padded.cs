[Input(3, 4, 4)] [Conv(5, 6, Pad = 1, PadMode = PadMode.Reflect), Tanh] [Conv(4, 3, PadBottom = 2, PadRight = 2, PadMode = PadMode.Replicate)] public partial class N;
