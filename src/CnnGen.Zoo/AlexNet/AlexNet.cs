namespace CnnGen.Zoo;

/// <remarks>
/// Krizhevsky 2014, "One weird trick for parallelizing convolutional neural networks", as torchvision.models.alexnet has it: fewer filters than
/// in 2012, no groups, no normalisation. The parameters have torchvision's names: its checkpoint loads.
/// <para>
/// The first convolution's windows leave a column and a row of the padded input (Fit.Floor). torchvision's adaptive pooling to 6x6 does nothing
/// at 224x224 and is left out.
/// </para>
/// </remarks>
[Input(3, 224, 224)]
[Conv(64, 11, Stride = 4, Pad = 2, Fit = Fit.Floor, Name = "features.0"), ReLU, MaxPool(3, Stride = 2)]
[Conv(192, 5, Pad = 2, Name = "features.3"), ReLU, MaxPool(3, Stride = 2)]
[Conv(384, 3, Pad = 1, Name = "features.6"), ReLU]
[Conv(256, 3, Pad = 1, Name = "features.8"), ReLU]
[Conv(256, 3, Pad = 1, Name = "features.10"), ReLU, MaxPool(3, Stride = 2)]
[Dropout(0.5), Linear(4096, Name = "classifier.1"), ReLU]
[Dropout(0.5), Linear(4096, Name = "classifier.4"), ReLU]
[Linear(1000, Name = "classifier.6")]
public partial class AlexNet;
