namespace CnnGen.Benchmarks.Networks;

/// <summary>Sandler et al. 2018, width 1, with ReLU for ReLU6, as for inference: BatchNorm is folded into the convolutions.</summary>
[Input(3, 224, 224), Network(Fit = Fit.Floor)]
[Conv(32, 3, Stride = 2, Pad = 1), ReLU]
[Conv(32, 3, Pad = 1, Groups = 32), ReLU, Conv(16, 1)]
[Conv(96, 1), ReLU, Conv(96, 3, Stride = 2, Pad = 1, Groups = 96), ReLU, Conv(24, 1, Name = "block2")]
[Conv(144, 1), ReLU, Conv(144, 3, Pad = 1, Groups = 144), ReLU, Conv(24, 1), Add("block2")]
[Conv(144, 1), ReLU, Conv(144, 3, Stride = 2, Pad = 1, Groups = 144), ReLU, Conv(32, 1, Name = "block4")]
[Conv(192, 1), ReLU, Conv(192, 3, Pad = 1, Groups = 192), ReLU, Conv(32, 1), Add("block4", Name = "block5")]
[Conv(192, 1), ReLU, Conv(192, 3, Pad = 1, Groups = 192), ReLU, Conv(32, 1), Add("block5")]
[Conv(192, 1), ReLU, Conv(192, 3, Stride = 2, Pad = 1, Groups = 192), ReLU, Conv(64, 1, Name = "block7")]
[Conv(384, 1), ReLU, Conv(384, 3, Pad = 1, Groups = 384), ReLU, Conv(64, 1), Add("block7", Name = "block8")]
[Conv(384, 1), ReLU, Conv(384, 3, Pad = 1, Groups = 384), ReLU, Conv(64, 1), Add("block8", Name = "block9")]
[Conv(384, 1), ReLU, Conv(384, 3, Pad = 1, Groups = 384), ReLU, Conv(64, 1), Add("block9")]
[Conv(384, 1), ReLU, Conv(384, 3, Pad = 1, Groups = 384), ReLU, Conv(96, 1, Name = "block11")]
[Conv(576, 1), ReLU, Conv(576, 3, Pad = 1, Groups = 576), ReLU, Conv(96, 1), Add("block11", Name = "block12")]
[Conv(576, 1), ReLU, Conv(576, 3, Pad = 1, Groups = 576), ReLU, Conv(96, 1), Add("block12")]
[Conv(576, 1), ReLU, Conv(576, 3, Stride = 2, Pad = 1, Groups = 576), ReLU, Conv(160, 1, Name = "block14")]
[Conv(960, 1), ReLU, Conv(960, 3, Pad = 1, Groups = 960), ReLU, Conv(160, 1), Add("block14", Name = "block15")]
[Conv(960, 1), ReLU, Conv(960, 3, Pad = 1, Groups = 960), ReLU, Conv(160, 1), Add("block15")]
[Conv(960, 1), ReLU, Conv(960, 3, Pad = 1, Groups = 960), ReLU, Conv(320, 1)]
[Conv(1280, 1), ReLU, AvgPool(7), Linear(1000)]
public partial class MobileNetV2;
