namespace CnnGen.Zoo;

/// <remarks>
/// Szegedy, Liu, Jia, Sermanet, Reed, Anguelov, Erhan, Vanhoucke and Rabinovich 2014, "Going Deeper with Convolutions", table 1 and figure 3: with
/// local response normalisations, filters of 5x5 and two auxiliary heads, further outputs that an inference without them does not compute. Layers are
/// named after those of Caffe's bvlc_googlenet, with a dot for its slash.
/// <para>
/// The last windows of the pools reach over the edge. The paper does not tell the normalisations' constants, which are Caffe's here. The heads'
/// losses count 0.3 of the network's own in the paper, which is up to who trains it.
/// </para>
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(64, 7, Stride = 2, Pad = 3, Name = "conv1.7x7_s2"), ReLU, MaxPool(3, Stride = 2, Fit = Fit.Ceil), LocalResponseNorm(5)]
[Conv(64, 1, Name = "conv2.3x3_reduce"), ReLU, Conv(192, 3, Pad = 1, Name = "conv2.3x3"), ReLU, LocalResponseNorm(5)]
[MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
[InceptionOf2014(64, 96, 128, 16, 32, 32, Name = "inception_3a")]
[InceptionOf2014(128, 128, 192, 32, 96, 64, Name = "inception_3b"), MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
[InceptionOf2014(192, 96, 208, 16, 48, 64, Name = "inception_4a")]
[HeadOf2014(Name = "loss1"), Output("first")]
[InceptionOf2014(160, 112, 224, 24, 64, 64, From = "inception_4a", Name = "inception_4b")]
[InceptionOf2014(128, 128, 256, 24, 64, 64, Name = "inception_4c")]
[InceptionOf2014(112, 144, 288, 32, 64, 64, Name = "inception_4d")]
[HeadOf2014(Name = "loss2"), Output("second")]
[InceptionOf2014(256, 160, 320, 32, 128, 128, From = "inception_4d", Name = "inception_4e"), MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
[InceptionOf2014(256, 160, 320, 32, 128, 128, Name = "inception_5a")]
[InceptionOf2014(384, 192, 384, 48, 128, 128, Name = "inception_5b")]
[GlobalAvgPool, Dropout(0.4), Linear(1000, Name = "loss3.classifier")]
public partial class GoogLeNetOf2014;
