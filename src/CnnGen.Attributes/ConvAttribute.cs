namespace CnnGen;

/// <summary>
/// A convolution with zero padding, as PyTorch's Conv1d, Conv2d and Conv3d by the input's axes: weights (filters, channels / groups,
/// kernel depth, kernel height, kernel width), of which a sequence has the width and an image the height and width.
/// </summary>
/// <example><code>[Conv(6, 5, Pad = 2)]</code></example>
public sealed class ConvAttribute : DilatedWindowAttribute
{
    /// <summary>Declares a convolution.</summary>
    /// <param name="filters">The number of output channels.</param>
    /// <param name="kernel">The filters' size along every axis, in elements.</param>
    public ConvAttribute(int filters, int kernel)
        : base(kernel) => Filters = filters;

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>
    /// Who says how much padding there is: <see cref="WindowAttribute.Pad"/> and its like unless set; <see cref="CnnGen.Padding.Same"/> and
    /// <see cref="CnnGen.Padding.Valid"/> take their place.
    /// </summary>
    public Padding Padding { get; set; } = Padding.Explicit;

    /// <summary>Into how many groups the channels are cut; a filter sees the channels of its own group only. 1 unless set.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether each filter adds a constant; true unless set.</summary>
    public bool Bias { get; set; } = true;
}

/// <summary>Who says how much padding a layer has.</summary>
public enum Padding
{
    /// <summary>The layer's own numbers: <see cref="WindowAttribute.Pad"/>, or one for each axis.</summary>
    Explicit,

    /// <summary>
    /// As much as gives input / stride outputs, rounded up, on each axis; of an odd number the last one is behind the input. This is TensorFlow's rule
    /// and ONNX's <c>SAME_UPPER</c>; PyTorch's <c>padding="same"</c> is the same rule for strides of 1. Every stride fits.
    /// </summary>
    Same,

    /// <summary>None: windows lie inside the input.</summary>
    Valid,
}
