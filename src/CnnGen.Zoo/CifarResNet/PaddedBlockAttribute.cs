namespace CnnGen.Zoo;

/// <summary>
/// Two convolutions of 3x3 and a shortcut without parameters around them: He, Zhang, Ren and Sun 2016, "Deep Residual Learning for Image Recognition",
/// figure 2 and section 3.3, option A. (C, H, W) becomes (filters, H / stride, W / stride).
/// </summary>
/// <remarks>
/// Where the shape changes the shortcut takes each second row and column, a mean of one element, and adds channels of zeros, as many before its own as
/// behind: with a row for a channel they are padding.
/// </remarks>
/// <param name="filters">The channels that it makes, at least as many as it is given.</param>
[Prefix("layer{number}")]
[Let("stride", "index == 0 ? Stride : 1")]
[Let("rows", "(input.height - 1) / stride + 1")]
[Let("columns", "(input.width - 1) / stride + 1")]
[Let("added", "filters - input.channels")]
[Branch("shortcut", "AvgPool(1, Stride = stride), Reshape(1, input.channels, rows * columns), " +
    "Pad(PadTop = added / 2, PadBottom = added - added / 2), Reshape(filters, rows, columns)", When = "stride > 1 || added > 0")]
[Layers("Conv(filters, 3, Stride = stride, Pad = 1, Bias = false), BatchNorm, ReLU")]
[Layers("Conv(filters, 3, Pad = 1, Bias = false), BatchNorm")]
[Add("shortcut"), ReLU]
public sealed class PaddedBlockAttribute(int filters) : BlockAttribute
{
    /// <summary>The first repetition's stride, in its first convolution; 1 unless set.</summary>
    public int Stride { get; set; } = 1;
}
