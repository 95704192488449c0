namespace CnnGen.Zoo;

/// <remarks>
/// He, Zhang, Ren and Sun 2016, "Deep Residual Learning for Image Recognition", table 1, 18 layers: each stage has twice the
/// channels of the one before and a quarter of its elements. The parameters have torchvision's names: its checkpoint loads.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(64, 7, Stride = 2, Pad = 3, Bias = false), BatchNorm, ReLU, MaxPool(3, Stride = 2, Pad = 1)]
[BasicBlock(64, Repeat = 2)]
[BasicBlock(128, Stride = 2, Repeat = 2)]
[BasicBlock(256, Stride = 2, Repeat = 2)]
[BasicBlock(512, Stride = 2, Repeat = 2)]
[GlobalAvgPool, Linear(1000, Name = "fc")]
public partial class ResNet18;
