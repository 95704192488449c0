[Input(2, 2, 1, 4)] [Conv(18, 1), Upsample(2, Mode = UpsampleMode.Bilinear, AlignCorners = true), Tanh, Upsample(2, Mode = UpsampleMode.Bilinear), Upsample(2)] [Linear(3)] public partial class N;
