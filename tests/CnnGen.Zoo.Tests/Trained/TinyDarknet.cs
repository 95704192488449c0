namespace CnnGen.Zoo.Tests.Trained;

/// <summary>Redmon's Tiny Darknet: an ImageNet classifier of 4 MB. Its modules have the numbers that torch.nn.Sequential gives them.</summary>
[Network(Training = false)]
[Input(3, 224, 224)]
[Darknet(0, 16, 3), MaxPool(2)]
[Darknet(4, 32, 3), MaxPool(2)]
[Darknet(8, 16, 1), Darknet(11, 128, 3), Darknet(14, 16, 1), Darknet(17, 128, 3), MaxPool(2)]
[Darknet(21, 32, 1), Darknet(24, 256, 3), Darknet(27, 32, 1), Darknet(30, 256, 3), MaxPool(2)]
[Darknet(34, 64, 1), Darknet(37, 512, 3), Darknet(40, 64, 1), Darknet(43, 512, 3), Darknet(46, 128, 1)]
[Conv(1000, 1, Name = "49"), GlobalAvgPool]
public partial class TinyDarknet;

/// <summary>A convolution of an odd kernel that keeps the plane, its normalisation and its activation.</summary>
/// <param name="module">The convolution's number; the normalisation has the next.</param>
/// <param name="filters">The channels that it makes.</param>
/// <param name="kernel">The kernel's rows and columns.</param>
[Prefix("")]
[Layers("Conv(filters, kernel, Pad = kernel / 2, Bias = false, Name = $'{module}'), BatchNorm(Epsilon = 0.001, Name = $'{module + 1}'), LeakyReLU(0.1)")]
public sealed class DarknetAttribute(int module, int filters, int kernel) : BlockAttribute;
