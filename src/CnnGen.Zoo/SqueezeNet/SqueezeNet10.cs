namespace CnnGen.Zoo;

/// <remarks>
/// Iandola, Han, Moskewicz, Ashraf, Dally and Keutzer 2016, "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and &lt;0.5MB model size",
/// table 1: torchvision.models.squeezenet1_0, whose checkpoint loads under its own names. The last windows of the pools reach over the edge.
/// <para>
/// The table's 111x111 behind the first convolution are those of an image of 227x227, as the authors' model takes it; of 224x224 they are 109x109.
/// </para>
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(96, 7, Stride = 2, Name = "features.0"), ReLU, MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
[Fire(16, 64, 64, Name = "features.3")]
[Fire(16, 64, 64, Name = "features.4")]
[Fire(32, 128, 128, Name = "features.5"), MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
[Fire(32, 128, 128, Name = "features.7")]
[Fire(48, 192, 192, Name = "features.8")]
[Fire(48, 192, 192, Name = "features.9")]
[Fire(64, 256, 256, Name = "features.10"), MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
[Fire(64, 256, 256, Name = "features.12")]
[Dropout(0.5), Conv(1000, 1, Name = "classifier.1"), ReLU, GlobalAvgPool]
public partial class SqueezeNet10;
