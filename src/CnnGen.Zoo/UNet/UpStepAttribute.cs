namespace CnnGen.Zoo;

/// <summary>
/// Twice the rows and columns with fewer channels, what the way down had at that size beside them, and two convolutions: Ronneberger et al.
/// 2015, "U-Net: Convolutional Networks for Biomedical Image Segmentation", figure 1, a step up. (C, H, W) becomes (filters, 2 H, 2 W), less four
/// rows and columns if nothing is padded.
/// </summary>
/// <param name="filters">The channels that it makes.</param>
/// <param name="copied">The output of the way down, of which the middle is taken where it is larger.</param>
[Prefix("up{number}")]
[Let("top", "(copied.height - 2 * input.height) / 2")]
[Let("left", "(copied.width - 2 * input.width) / 2")]
[Layers("ConvTranspose(filters, 2, Stride = 2, Name = 'upsample')")]
[Branch("copy", "Crop(top, left, 2 * input.height, 2 * input.width, From = copied)")]
[Layers("Concat('copy'), DoubleConv(filters, Pad = Pad, Name = 'double')")]
public sealed class UpStepAttribute(int filters, string copied) : BlockAttribute
{
    /// <summary>The zeros around the convolutions' inputs: 1 keeps their size, 0 is the paper's.</summary>
    public int Pad { get; set; }
}
