namespace CnnGen.Zoo;

/// <remarks>
/// Ronneberger, Fischer and Brox 2015, "U-Net: Convolutional Networks for Biomedical Image Segmentation", figure 1, as it is mostly used: a quarter
/// of the paper's filters, and padding, so that each pixel of the image has its two scores.
/// </remarks>
[Input(1, 256, 256)]
[DoubleConv(16, Pad = 1, Name = "down1"), MaxPool(2)]
[DoubleConv(32, Pad = 1, Name = "down2"), MaxPool(2)]
[DoubleConv(64, Pad = 1, Name = "down3"), MaxPool(2)]
[DoubleConv(128, Pad = 1, Name = "down4"), MaxPool(2)]
[DoubleConv(256, Pad = 1, Name = "bottom")]
[UpStep(128, "down4", Pad = 1)]
[UpStep(64, "down3", Pad = 1)]
[UpStep(32, "down2", Pad = 1)]
[UpStep(16, "down1", Pad = 1)]
[Conv(2, 1, Name = "scores")]
public partial class SmallUNet;
