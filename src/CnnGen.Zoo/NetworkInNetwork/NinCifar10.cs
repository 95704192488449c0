namespace CnnGen.Zoo;

/// <remarks>
/// Lin, Chen and Yan 2013, "Network In Network", figure 2, with the sizes of the authors' Caffe model for CIFAR-10, whose layer names these are:
/// a convolution and two of 1x1 ("cccp") are one layer of the paper, and the mean over each class's map takes the place of linear layers.
/// <para>The pools' last windows reach over the edge, as Caffe's do, the second pool takes means, and a ReLU stands behind the last convolution too.</para>
/// </remarks>
[Input(3, 32, 32)]
[Conv(192, 5, Pad = 2, Name = "conv1"), ReLU, Conv(160, 1, Name = "cccp1"), ReLU, Conv(96, 1, Name = "cccp2"), ReLU]
[MaxPool(3, Stride = 2, Fit = Fit.Ceil), Dropout(0.5)]
[Conv(192, 5, Pad = 2, Name = "conv2"), ReLU, Conv(192, 1, Name = "cccp3"), ReLU, Conv(192, 1, Name = "cccp4"), ReLU]
[AvgPool(3, Stride = 2, Fit = Fit.Ceil), Dropout(0.5)]
[Conv(192, 3, Pad = 1, Name = "conv3"), ReLU, Conv(192, 1, Name = "cccp5"), ReLU, Conv(10, 1, Name = "cccp6"), ReLU]
[GlobalAvgPool]
public partial class NinCifar10;
