[Input(2, 3, 4, 5)] [Tanh, ReLU] public partial class N;
