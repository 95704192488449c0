namespace CnnGen.Zoo;

/// <remarks>
/// Krizhevsky, Sutskever and Hinton 2012, "ImageNet Classification with Deep Convolutional Neural Networks", figure 2 and section 3: two halves,
/// one for each of two GPUs, which meet in the third convolution and in the linear layers. A half is a group here, and both see each other's
/// responses in the normalisation alone.
/// <para>
/// The paper says 224x224, where windows of 11 with stride 4 give no 55 rows; 227x227 do, as in Caffe's bvlc_alexnet, whose layer names these are.
/// The paper's alpha of 1e-4 goes with the sum of five squares: 5e-4 of their mean. It has K = 2, Caffe has 1 and divides alpha by five.
/// </para>
/// </remarks>
[Input(3, 227, 227)]
[Conv(96, 11, Stride = 4, Name = "conv1"), ReLU, LocalResponseNorm(5, K = 2, Alpha = 5e-4, Beta = 0.75), MaxPool(3, Stride = 2)]
[Conv(256, 5, Pad = 2, Groups = 2, Name = "conv2"), ReLU, LocalResponseNorm(5, K = 2, Alpha = 5e-4, Beta = 0.75), MaxPool(3, Stride = 2)]
[Conv(384, 3, Pad = 1, Name = "conv3"), ReLU]
[Conv(384, 3, Pad = 1, Groups = 2, Name = "conv4"), ReLU]
[Conv(256, 3, Pad = 1, Groups = 2, Name = "conv5"), ReLU, MaxPool(3, Stride = 2)]
[Linear(4096, Name = "fc6"), ReLU, Dropout(0.5)]
[Linear(4096, Name = "fc7"), ReLU, Dropout(0.5)]
[Linear(1000, Name = "fc8")]
public partial class AlexNetOf2012;
