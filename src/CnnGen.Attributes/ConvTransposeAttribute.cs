namespace CnnGen;

/// <summary>
/// A transposed convolution, as PyTorch's ConvTranspose1d, ConvTranspose2d and ConvTranspose3d by the input's axes: weights (channels, filters /
/// groups, kernel depth, kernel height, kernel width), of which a sequence has the width and an image the height and width. Output size:
/// (input - 1) stride - the padding of both sides + dilation (kernel - 1) + output padding + 1.
/// </summary>
/// <remarks>
/// It adds each input element times its filters to the output, the stride apart: what a convolution's gradient by its input is. Padding is taken
/// off the output. <see cref="WindowAttribute.Fit"/> has nothing to decide here, and setting it is an error.
/// Dumoulin and Visin 2016, "A guide to convolution arithmetic for deep learning", section 4.
/// </remarks>
/// <example><code>[ConvTranspose(32, 4, Stride = 2, Pad = 1), BatchNorm, ReLU]</code></example>
public sealed class ConvTransposeAttribute : DilatedWindowAttribute
{
    /// <summary>Declares a transposed convolution.</summary>
    /// <param name="filters">The number of output channels.</param>
    /// <param name="kernel">The filters' size along every axis, in elements.</param>
    public ConvTransposeAttribute(int filters, int kernel)
        : base(kernel) => Filters = filters;

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>Into how many groups the channels are cut; an input channel goes into the filters of its own group only. 1 unless set.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>How many elements the output has more on each axis, behind its last: below the stride or the dilation; 0 unless set.</summary>
    public int OutputPad { get; set; }

    /// <summary>The slices that the output has more, where they are another number.</summary>
    public int OutputPadDepth { get; set; }

    /// <summary>The rows that the output has more, where they are another number.</summary>
    public int OutputPadHeight { get; set; }

    /// <summary>The columns that the output has more, or the positions of a sequence, where they are another number.</summary>
    public int OutputPadWidth { get; set; }

    /// <summary>Whether each filter adds a constant; true unless set.</summary>
    public bool Bias { get; set; } = true;
}
