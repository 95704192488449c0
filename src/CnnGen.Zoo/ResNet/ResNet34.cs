namespace CnnGen.Zoo;

/// <remarks>
/// He, Zhang, Ren and Sun 2016, "Deep Residual Learning for Image Recognition", table 1, 34 layers: each stage has twice the
/// channels of the one before and a quarter of its elements. The parameters have torchvision's names: its checkpoint loads.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(64, 7, Stride = 2, Pad = 3, Bias = false), BatchNorm, ReLU, MaxPool(3, Stride = 2, Pad = 1)]
[BasicBlock(64, Repeat = 3)]
[BasicBlock(128, Stride = 2, Repeat = 4)]
[BasicBlock(256, Stride = 2, Repeat = 6)]
[BasicBlock(512, Stride = 2, Repeat = 3)]
[GlobalAvgPool, Linear(1000, Name = "fc")]
public partial class ResNet34;
