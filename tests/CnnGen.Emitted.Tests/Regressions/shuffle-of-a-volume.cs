[Input(18, 2, 3, 4)] [ChannelShuffle(6), Conv(20, 1), Tanh, ChannelShuffle(4)] [Linear(3)] public partial class N;
