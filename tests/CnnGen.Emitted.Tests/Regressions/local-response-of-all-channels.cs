[Input(20, 4, 5)] [LocalResponseNorm(1000, Alpha = 5), Conv(3, 1), LocalResponseNorm(2000000000, Alpha = 1e9)] [Linear(33), LocalResponseNorm(64, Alpha = 3)] public partial class N;
