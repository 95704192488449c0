[Input(1, 2, 3)] [GlobalMaxPool] [Scale] [ConvTranspose(11, 5, Stride = 2, Pad = 1, Dilation = 2, OutputPad = 1, Bias = false)] public partial class N;
