[Input(16, 5, 5)] [Conv(20, 1, Name = "a")] [Conv(12, 1, From = Tensor.Input), Concat(Tensor.Input, "a")] [Conv(3, 3, Pad = 1)] [Linear(2)] public partial class N;
