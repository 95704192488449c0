[Input(1, 2, 5, 6)] [Scale, Tanh, Scale(From = Tensor.Input), Add("tanh1"), Conv(1, 2), Scale] public partial class N;
