[Input(3, 5, 5)] [Conv(3, 3, Pad = 1, Name = "a"), Add("a", "a"), ReLU] [Concat("a", Tensor.Input, "a", Order = ConcatOrder.RunningFirst)] [Linear(4)] public partial class N;
