namespace CnnGen.Benchmarks.Networks;

/// <summary>Howard et al. 2017, width 1, as for inference: BatchNorm is folded into the convolutions.</summary>
[Input(3, 224, 224), Network(Fit = Fit.Floor)]
[Conv(32, 3, Stride = 2, Pad = 1), ReLU]
[Conv(32, 3, Pad = 1, Groups = 32), ReLU, Conv(64, 1), ReLU]
[Conv(64, 3, Stride = 2, Pad = 1, Groups = 64), ReLU, Conv(128, 1), ReLU]
[Conv(128, 3, Pad = 1, Groups = 128), ReLU, Conv(128, 1), ReLU]
[Conv(128, 3, Stride = 2, Pad = 1, Groups = 128), ReLU, Conv(256, 1), ReLU]
[Conv(256, 3, Pad = 1, Groups = 256), ReLU, Conv(256, 1), ReLU]
[Conv(256, 3, Stride = 2, Pad = 1, Groups = 256), ReLU, Conv(512, 1), ReLU]
[Conv(512, 3, Pad = 1, Groups = 512), ReLU, Conv(512, 1), ReLU]
[Conv(512, 3, Pad = 1, Groups = 512), ReLU, Conv(512, 1), ReLU]
[Conv(512, 3, Pad = 1, Groups = 512), ReLU, Conv(512, 1), ReLU]
[Conv(512, 3, Pad = 1, Groups = 512), ReLU, Conv(512, 1), ReLU]
[Conv(512, 3, Pad = 1, Groups = 512), ReLU, Conv(512, 1), ReLU]
[Conv(512, 3, Stride = 2, Pad = 1, Groups = 512), ReLU, Conv(1024, 1), ReLU]
[Conv(1024, 3, Pad = 1, Groups = 1024), ReLU, Conv(1024, 1), ReLU]
[AvgPool(7), Linear(1000)]
public partial class MobileNetV1;
