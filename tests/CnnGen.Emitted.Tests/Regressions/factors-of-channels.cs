[Input(3, 5, 6)] [Scale, Conv(20, 3, Pad = 1), Sigmoid, Scale, Conv(17, 2), Scale, ReLU, BatchNorm, Scale] [Flatten, Scale, Linear(3), Scale] public partial class N;
