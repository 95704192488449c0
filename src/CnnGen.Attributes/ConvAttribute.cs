namespace CnnGen;

/// <summary>A convolution with zero padding, as PyTorch's Conv2d: weights (filters, channels / groups, kernel height, kernel width).</summary>
/// <example><code>[Conv(6, 5, Pad = 2)]</code></example>
public sealed class ConvAttribute : WindowAttribute
{
    /// <summary>Declares a convolution.</summary>
    /// <param name="filters">The number of output channels.</param>
    /// <param name="kernel">The filters' height and width, in elements.</param>
    public ConvAttribute(int filters, int kernel)
        : base(kernel) => Filters = filters;

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>The distance between two taps of a filter; 1 unless set.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>The distance between two taps down the rows, where it differs.</summary>
    public int DilationHeight { get; set; }

    /// <summary>The distance between two taps along the columns, where it differs.</summary>
    public int DilationWidth { get; set; }

    /// <summary>Into how many groups the channels are cut; a filter sees the channels of its own group only. 1 unless set.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether each filter adds a constant; true unless set.</summary>
    public bool Bias { get; set; } = true;
}
