[Input(4, 101)] [Conv(8, 5, StrideHeight = 7, PadHeight = 3, DilationHeight = 2), MaxPool(2, KernelHeight = 3)] public partial class N;
