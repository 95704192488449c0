namespace CnnGen.Zoo;

/// <remarks>
/// Huang, Liu, van der Maaten and Weinberger 2017, "Densely Connected Convolutional Networks", table 1, 121 layers. The parameters have torchvision's
/// names: its checkpoint loads.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(64, 7, Stride = 2, Pad = 3, Bias = false, Name = "features.conv0"), BatchNorm(Name = "features.norm0"), ReLU, MaxPool(3, Stride = 2, Pad = 1)]
[DenseBlock(6), Transition]
[DenseBlock(12), Transition]
[DenseBlock(24), Transition]
[DenseBlock(16)]
[BatchNorm(Name = "features.norm5"), ReLU, GlobalAvgPool, Linear(1000, Name = "classifier")]
public partial class DenseNet121;
