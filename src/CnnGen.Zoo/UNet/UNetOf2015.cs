namespace CnnGen.Zoo;

/// <remarks>
/// Ronneberger, Fischer and Brox 2015, "U-Net: Convolutional Networks for Biomedical Image Segmentation", figure 1: an image of 572x572 gives two
/// scores for each of the 388x388 pixels in its middle, since nothing is padded.
/// <para>The paper has dropout at the end of the way down without its rate; 0.5 is that of the authors' Caffe model.</para>
/// </remarks>
[Input(1, 572, 572)]
[DoubleConv(64, Name = "down1"), MaxPool(2)]
[DoubleConv(128, Name = "down2"), MaxPool(2)]
[DoubleConv(256, Name = "down3"), MaxPool(2)]
[DoubleConv(512, Name = "down4"), Dropout(0.5), MaxPool(2)]
[DoubleConv(1024, Name = "bottom"), Dropout(0.5)]
[UpStep(512, "down4")]
[UpStep(256, "down3")]
[UpStep(128, "down2")]
[UpStep(64, "down1")]
[Conv(2, 1, Name = "scores")]
public partial class UNetOf2015;
