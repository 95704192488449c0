[Input(3, 8, 8)] [Conv(8, 3, Pad = 1), ReLu(Name = "skip")] [Conv(8, 3, Pad = 1), Add("skip")] public partial class N;
