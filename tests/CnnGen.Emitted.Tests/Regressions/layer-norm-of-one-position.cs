[Input(18, 4, 4)] [GlobalAvgPool, LayerNorm, Conv(5, 1), LayerNorm(Epsilon = 0.1), Tanh] [Linear(3)] public partial class N;
