namespace CnnGen.Zoo;

/// <remarks>
/// Zeiler and Fergus 2013, "Visualizing and Understanding Convolutional Networks", figure 3: AlexNet with smaller first filters and strides.
/// <para>
/// The figure's sizes 110, 55, 26, 13 and 6 follow from one row of padding in the first convolution, whose last window is dropped, and from pools
/// whose last windows reach over the edge. The figure's contrast normalisation is AlexNet's local response normalisation here, with its constants,
/// behind the pools as the figure has it.
/// </para>
/// </remarks>
[Input(3, 224, 224)]
[Conv(96, 7, Stride = 2, Pad = 1, Fit = Fit.Floor), ReLU, MaxPool(3, Stride = 2, Fit = Fit.Ceil), LocalResponseNorm(5, K = 2, Alpha = 5e-4, Beta = 0.75)]
[Conv(256, 5, Stride = 2), ReLU, MaxPool(3, Stride = 2, Fit = Fit.Ceil), LocalResponseNorm(5, K = 2, Alpha = 5e-4, Beta = 0.75)]
[Conv(384, 3, Pad = 1), ReLU]
[Conv(384, 3, Pad = 1), ReLU]
[Conv(256, 3, Pad = 1), ReLU, MaxPool(3, Stride = 2)]
[Linear(4096), ReLU, Dropout(0.5)]
[Linear(4096), ReLU, Dropout(0.5)]
[Linear(1000)]
public partial class ZfNet;
