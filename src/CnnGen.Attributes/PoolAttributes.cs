namespace CnnGen;

/// <summary>The largest value of each window, channel by channel. Padding never wins.</summary>
/// <example><code>[MaxPool(2)]</code></example>
public sealed class MaxPoolAttribute : WindowAttribute
{
    /// <summary>Declares a max pooling layer whose stride is its kernel unless <see cref="WindowAttribute.Stride"/> is set.</summary>
    /// <param name="kernel">The window's size along every axis, in elements.</param>
    public MaxPoolAttribute(int kernel)
        : base(kernel)
    {
    }
}

/// <summary>The mean of each window, channel by channel.</summary>
/// <example><code>[AvgPool(3, Stride = 2, Pad = 1)]</code></example>
public sealed class AvgPoolAttribute : WindowAttribute
{
    /// <summary>Declares an average pooling layer whose stride is its kernel unless <see cref="WindowAttribute.Stride"/> is set.</summary>
    /// <param name="kernel">The window's size along every axis, in elements.</param>
    public AvgPoolAttribute(int kernel)
        : base(kernel)
    {
    }

    /// <summary>Whether the padding's zeros count in the divisor; true unless set, as in PyTorch.</summary>
    public bool CountIncludePad { get; set; } = true;
}
