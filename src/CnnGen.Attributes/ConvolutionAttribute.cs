namespace CnnGen;

/// <summary>What the convolutions share: a window whose elements are multiplied by trained weights and summed.</summary>
public abstract class ConvolutionAttribute : DilatedWindowAttribute
{
    /// <summary>Sets the filters' size on every axis.</summary>
    /// <param name="kernel">The filters' size along every axis, in elements.</param>
    protected ConvolutionAttribute(int kernel)
        : base(kernel)
    {
    }

    /// <summary>
    /// Who says how much padding there is: <see cref="WindowAttribute.Pad"/> and its like unless set; <see cref="CnnGen.Padding.Same"/> and
    /// <see cref="CnnGen.Padding.Valid"/> take their place.
    /// </summary>
    public Padding Padding { get; set; } = Padding.Explicit;

    /// <summary>What the padding holds; zeros unless set. PyTorch's <c>padding_mode</c>.</summary>
    public PadMode PadMode { get; set; } = PadMode.Zeros;

    /// <summary>Whether each filter adds a constant; true unless set.</summary>
    public bool Bias { get; set; } = true;
}
