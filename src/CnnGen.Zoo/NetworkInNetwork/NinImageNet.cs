namespace CnnGen.Zoo;

/// <remarks>
/// Lin, Chen and Yan 2013, "Network In Network", in the form that the authors trained on ImageNet and published in Caffe's model zoo, whose layer
/// names these are: four layers of a convolution and two of 1x1 ("cccp").
/// <para>
/// The first convolution drops a column and a row of 224x224, and the first pool's last windows reach over the edge, as Caffe does both.
/// A ReLU stands behind the last convolution too.
/// </para>
/// </remarks>
[Input(3, 224, 224)]
[Conv(96, 11, Stride = 4, Fit = Fit.Floor, Name = "conv1"), ReLU, Conv(96, 1, Name = "cccp1"), ReLU, Conv(96, 1, Name = "cccp2"), ReLU]
[MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
[Conv(256, 5, Pad = 2, Name = "conv2"), ReLU, Conv(256, 1, Name = "cccp3"), ReLU, Conv(256, 1, Name = "cccp4"), ReLU]
[MaxPool(3, Stride = 2)]
[Conv(384, 3, Pad = 1, Name = "conv3"), ReLU, Conv(384, 1, Name = "cccp5"), ReLU, Conv(384, 1, Name = "cccp6"), ReLU]
[MaxPool(3, Stride = 2), Dropout(0.5)]
[Conv(1024, 3, Pad = 1, Name = "conv4-1024"), ReLU, Conv(1024, 1, Name = "cccp7-1024"), ReLU, Conv(1000, 1, Name = "cccp8-1024"), ReLU]
[GlobalAvgPool]
public partial class NinImageNet;
