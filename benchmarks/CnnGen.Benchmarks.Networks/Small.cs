namespace CnnGen.Benchmarks.Networks;

/// <summary>He et al. 2015, section 4.2, 20 layers for images of 32x32, with projections in place of padded channels; trained with BatchNorm.</summary>
[Input(3, 32, 32), Network(Fit = Fit.Floor)]
[Conv(16, 3, Pad = 1, Bias = false), BatchNorm, ReLU]
[BasicBlock(16, Repeat = 3), BasicBlock(32, Stride = 2, Repeat = 3), BasicBlock(64, Stride = 2, Repeat = 3)]
[GlobalAvgPool, Linear(10)]
public partial class SmallResNet20;

/// <summary>ResNet-18 as images of 32x32 are trained on: a first convolution of 3x3, and no pooling behind it.</summary>
[Input(3, 32, 32), Network(Fit = Fit.Floor)]
[Conv(64, 3, Pad = 1, Bias = false), BatchNorm, ReLU]
[BasicBlock(64, Repeat = 2), BasicBlock(128, Stride = 2, Repeat = 2), BasicBlock(256, Stride = 2, Repeat = 2), BasicBlock(512, Stride = 2, Repeat = 2)]
[GlobalAvgPool, Linear(10)]
public partial class SmallResNet18;

/// <summary>The same, each block computed again in the backward pass.</summary>
[Input(3, 32, 32), Network(Fit = Fit.Floor)]
[Conv(64, 3, Pad = 1, Bias = false), BatchNorm, ReLU]
[BasicBlock(64, Repeat = 2, Recompute = true), BasicBlock(128, Stride = 2, Repeat = 2, Recompute = true)]
[BasicBlock(256, Stride = 2, Repeat = 2, Recompute = true), BasicBlock(512, Stride = 2, Repeat = 2, Recompute = true)]
[GlobalAvgPool, Linear(10)]
public partial class RecomputedResNet18;

/// <summary>Sandler et al. 2018, table 2, as images of 32x32 are trained on: the first two strides are 1.</summary>
[Input(3, 32, 32), Network(Fit = Fit.Floor)]
[Conv(32, 3, Pad = 1, Bias = false), BatchNorm, ReLU6]
[InvertedResidual(1, 16), InvertedResidual(6, 24, Repeat = 2), InvertedResidual(6, 32, Stride = 2, Repeat = 3), InvertedResidual(6, 64, Stride = 2, Repeat = 4)]
[InvertedResidual(6, 96, Repeat = 3), InvertedResidual(6, 160, Stride = 2, Repeat = 3), InvertedResidual(6, 320)]
[Conv(1280, 1, Bias = false), BatchNorm, ReLU6, GlobalAvgPool, Linear(10)]
public partial class SmallMobileNetV2;

/// <summary>One convolution and one hidden layer for MNIST, as introductions have it.</summary>
[Input(1, 28, 28)]
[Conv(8, 3), ReLU, MaxPool(2), Linear(64), ReLU, Linear(10)]
public partial class MnistCnn;
