namespace CnnGen;

/// <summary>
/// A convolution, as PyTorch's Conv1d, Conv2d and Conv3d by the input's axes: weights (filters, channels / groups, kernel depth, kernel height,
/// kernel width), of which a sequence has the width and an image the height and width.
/// </summary>
/// <example><code>[Conv(6, 5, Pad = 2)]</code></example>
public sealed class ConvAttribute : ConvolutionAttribute
{
    /// <summary>Declares a convolution.</summary>
    /// <param name="filters">The number of output channels.</param>
    /// <param name="kernel">The filters' size along every axis, in elements.</param>
    public ConvAttribute(int filters, int kernel)
        : base(kernel) => Filters = filters;

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>Into how many groups the channels are cut; a filter sees the channels of its own group only. 1 unless set.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>How it is computed: as takes the least time unless set. The network's own setting comes first.</summary>
    public ConvAlgorithm Algorithm { get; set; } = ConvAlgorithm.Fastest;
}
