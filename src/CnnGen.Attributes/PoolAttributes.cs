namespace CnnGen;

/// <summary>The largest value of each window, channel by channel: y = max(x). Padding never wins.</summary>
/// <remarks>PyTorch's MaxPool1d, MaxPool2d and MaxPool3d by the input's axes. The gradient goes to the first of a window's largest values, row by row.</remarks>
/// <example><code>[MaxPool(2)]</code></example>
public sealed class MaxPoolAttribute : DilatedWindowAttribute
{
    /// <summary>Declares a max pooling layer whose stride is its kernel unless <see cref="WindowAttribute.Stride"/> is set.</summary>
    /// <param name="kernel">The window's size along every axis, in elements.</param>
    public MaxPoolAttribute(int kernel)
        : base(kernel)
    {
    }
}

/// <summary>The mean of each window, channel by channel: y = sum(x) / elements.</summary>
/// <remarks>PyTorch's AvgPool1d, AvgPool2d and AvgPool3d by the input's axes. A last window that passes the padding counts neither what lies there nor its zeros.</remarks>
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

/// <summary>The norm of each window, channel by channel: y = (sum of |x|^norm)^(1 / norm). Padding counts as zeros.</summary>
/// <remarks>
/// ONNX's LpPool, by the input's axes in 1-D, 2-D or 3-D. PyTorch's LPPool has no absolute values: the two are equal where the norm is even or no input is negative, and where windows
/// fill. A norm of 1 sums, a large one is nearly a maximum. Where a window is all zeros its gradient is zero.
/// </remarks>
/// <example><code>[LpPool(2, 3, Stride = 2)]</code></example>
public sealed class LpPoolAttribute : DilatedWindowAttribute
{
    /// <summary>Declares a pooling layer whose stride is its kernel unless <see cref="WindowAttribute.Stride"/> is set.</summary>
    /// <param name="norm">The elements' power: at least 1, at most 32.</param>
    /// <param name="kernel">The window's size along every axis, in elements.</param>
    public LpPoolAttribute(int norm, int kernel)
        : base(kernel) => Norm = norm;

    /// <summary>The elements' power.</summary>
    public int Norm { get; }
}

/// <summary>The mean of each channel: (channels, 1, 1) of (channels, height, width), likewise of sequences and volumes.</summary>
/// <remarks>Lin, Chen and Yan 2013, "Network In Network". PyTorch's AdaptiveAvgPool with an output of 1.</remarks>
/// <example><code>[GlobalAvgPool, Linear(10)]</code></example>
public sealed class GlobalAvgPoolAttribute : LayerAttribute
{
}

/// <summary>The largest value of each channel: (channels, 1, 1) of (channels, height, width), likewise of sequences and volumes.</summary>
/// <remarks>PyTorch's AdaptiveMaxPool with an output of 1. The gradient goes to the first of the largest values, row by row.</remarks>
/// <example><code>[GlobalMaxPool, Linear(10)]</code></example>
public sealed class GlobalMaxPoolAttribute : LayerAttribute
{
}
