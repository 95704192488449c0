[Input(3, 8, 9)] [AvgPool(3, Stride = 2, Pad = 1, Fit = Fit.Ceil, CountIncludePad = true)] [AvgPool(2, Stride = 2, Pad = 1, Fit = Fit.Ceil)] public partial class N;
