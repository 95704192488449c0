namespace CnnGen.Zoo.Tests.Trained;

/// <summary>
/// A face detector with four scales: "Ultra-Light-Fast-Generic-Face-Detector-1MB", its RFB form for 320x240. Of each cell and anchor it gives two scores
/// (background, face) and where the box is beside the anchor. Its BatchNorms are folded into the convolutions of the file.
/// </summary>
[Network(Fit = Fit.Floor, Training = false)]
[Input(3, 240, 320)]
[Conv(16, 3, Stride = 2, Pad = 1, Name = "base_net.0.0"), ReLU]
[Separable(1, 32), Separable(2, 32, Stride = 2), Separable(3, 32), Separable(4, 64, Stride = 2), Separable(5, 64), Separable(6, 64)]
[ReceptiveField(64, Name = "base_net.7")]
[Separable(8, 128, Stride = 2), Separable(9, 128), Separable(10, 128)]
[Separable(11, 256, Stride = 2), Separable(12, 256)]
[Conv(64, 1, Name = "extras.0.0"), ReLU, DepthwiseConv(3, Stride = 2, Pad = 1, Name = "extras.0.2.0"), ReLU, Conv(256, 1, Name = "extras.0.2.2"), ReLU(Name = "extras")]
[Conv(6, 3, Pad = 1, Name = "classification_headers.3", From = "extras"), Output("scores64")]
[Conv(12, 3, Pad = 1, Name = "regression_headers.3", From = "extras"), Output("boxes64")]
[Head(6, Name = "classification_headers.0", From = "base_net.7"), Output("scores8")]
[Head(12, Name = "regression_headers.0", From = "base_net.7"), Output("boxes8")]
[Head(4, Name = "classification_headers.1", From = "base_net.10"), Output("scores16")]
[Head(8, Name = "regression_headers.1", From = "base_net.10"), Output("boxes16")]
[Head(4, Name = "classification_headers.2", From = "base_net.12"), Output("scores32")]
[Head(8, Name = "regression_headers.2", From = "base_net.12"), Output("boxes32")]
public partial class UltraFace;

/// <summary>A depthwise convolution and one of 1x1.</summary>
/// <param name="module">The number of the module.</param>
/// <param name="filters">The channels that it makes.</param>
[Prefix("base_net.{module}")]
[Layers("DepthwiseConv(3, Stride = Stride, Pad = 1, Name = '0'), ReLU, Conv(filters, 1, Name = '3'), ReLU")]
public sealed class SeparableAttribute(int module, int filters) : BlockAttribute
{
    /// <summary>The depthwise convolution's stride; 1 unless set.</summary>
    public int Stride { get; set; } = 1;
}

/// <summary>Branches with ever wider dilations and a shortcut: Liu, Huang and Wang 2018, "Receptive Field Block Net for Accurate and Fast Object Detection", figure 4.</summary>
/// <param name="filters">The channels that it is given and makes.</param>
[Branch("branch0", "Dilated(filters / 8, filters / 4, 2)")]
[Branch("branch1", "Dilated(filters / 8, filters / 4, 3)")]
[Branch("branch2", """
    Conv(filters / 8, 1, Name = '0.conv'), Conv(12, 3, Pad = 1, Name = '1.conv'), ReLU, Conv(filters / 4, 3, Pad = 1, Name = '2.conv'), ReLU,
    Conv(filters / 4, 3, Pad = 5, Dilation = 5, Name = '3.conv')
    """)]
[Branch("shortcut", "Conv(filters, 1, Name = 'conv')")]
[Concat("branch0", "branch1", From = "branch2")]
[Layers("Conv(filters, 1, Name = 'ConvLinear.conv'), Add('shortcut'), ReLU")]
public sealed class ReceptiveFieldAttribute(int filters) : BlockAttribute;

/// <summary>A branch of the receptive field block.</summary>
/// <param name="reduced">The channels of its convolution of 1x1.</param>
/// <param name="filters">The channels that it makes.</param>
/// <param name="dilation">The last convolution's.</param>
[Prefix("")]
[Layers("Conv(reduced, 1, Name = '0.conv'), Conv(filters, 3, Pad = 1, Name = '1.conv'), ReLU")]
[Layers("Conv(filters, 3, Pad = dilation, Dilation = dilation, Name = '2.conv')")]
public sealed class DilatedAttribute(int reduced, int filters, int dilation) : BlockAttribute;

/// <summary>What makes scores or boxes of a scale.</summary>
/// <param name="filters">The anchors of a cell times what each has.</param>
[Layers("DepthwiseConv(3, Pad = 1, Name = '0'), ReLU, Conv(filters, 1, Name = '2')")]
public sealed class HeadAttribute(int filters) : BlockAttribute;
