namespace CnnGen.Zoo;

/// <summary>
/// Two convolutions of 3x3, each with a rectifier: Ronneberger et al. 2015, "U-Net: Convolutional Networks for Biomedical Image
/// Segmentation", figure 1, a step of it. (C, H, W) becomes (filters, H, W), less four rows and columns if nothing is padded.
/// </summary>
/// <param name="filters">The channels that it makes.</param>
[Layers("Conv(filters, 3, Pad = Pad), ReLU, Conv(filters, 3, Pad = Pad), ReLU")]
public sealed class DoubleConvAttribute(int filters) : BlockAttribute
{
    /// <summary>The zeros around the inputs: 1 keeps their size, 0 is the paper's.</summary>
    public int Pad { get; set; }
}
