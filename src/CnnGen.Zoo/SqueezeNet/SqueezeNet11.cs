namespace CnnGen.Zoo;

/// <remarks>
/// Iandola, Han, Moskewicz, Ashraf, Dally and Keutzer 2016, "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and &lt;0.5MB model size",
/// in the authors' version 1.1, with smaller first filters and earlier pools: torchvision.models.squeezenet1_1, whose checkpoint loads under its own
/// names. The last windows of the pools reach over the edge.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(64, 3, Stride = 2, Name = "features.0"), ReLU, MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
[Fire(16, 64, 64, Name = "features.3")]
[Fire(16, 64, 64, Name = "features.4"), MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
[Fire(32, 128, 128, Name = "features.6")]
[Fire(32, 128, 128, Name = "features.7"), MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
[Fire(48, 192, 192, Name = "features.9")]
[Fire(48, 192, 192, Name = "features.10")]
[Fire(64, 256, 256, Name = "features.11")]
[Fire(64, 256, 256, Name = "features.12")]
[Dropout(0.5), Conv(1000, 1, Name = "classifier.1"), ReLU, GlobalAvgPool]
public partial class SqueezeNet11;
