namespace CnnGen;

/// <summary>A pooling layer that is told the size of its output: its windows follow from that and the input.</summary>
public abstract class AdaptivePoolAttribute : LayerAttribute
{
    /// <summary>Sets the output's sizes.</summary>
    /// <param name="sizes">One for every axis, or one for each.</param>
    protected AdaptivePoolAttribute(params int[] sizes) => Sizes = sizes;

    /// <summary>The output's spatial sizes as they were given: one for every axis, or one for each.</summary>
    public int[] Sizes { get; }
}

/// <summary>The mean of each of as many windows as the output is to have, channel by channel.</summary>
/// <remarks>
/// On each axis window i of n begins at i * input / n, rounded down, and ends before (i + 1) * input / n, rounded up: all alike where n divides the
/// input, else they differ by an element and overlap. n is at most the input. PyTorch's AdaptiveAvgPool1d, AdaptiveAvgPool2d and AdaptiveAvgPool3d.
/// </remarks>
/// <example><code>[AdaptiveAvgPool(7, 7)]</code></example>
public sealed class AdaptiveAvgPoolAttribute : AdaptivePoolAttribute
{
    /// <summary>As many windows along every axis: (length) of a sequence, and squares and cubes.</summary>
    /// <param name="size">The output's size along every axis.</param>
    public AdaptiveAvgPoolAttribute(int size)
        : base(size)
    {
    }

    /// <summary>An image's windows.</summary>
    /// <param name="height">The output's rows.</param>
    /// <param name="width">The output's columns.</param>
    public AdaptiveAvgPoolAttribute(int height, int width)
        : base(height, width)
    {
    }

    /// <summary>A volume's windows.</summary>
    /// <param name="depth">The output's slices.</param>
    /// <param name="height">The output's rows.</param>
    /// <param name="width">The output's columns.</param>
    public AdaptiveAvgPoolAttribute(int depth, int height, int width)
        : base(depth, height, width)
    {
    }
}

/// <summary>The largest value of each of as many windows as the output is to have, channel by channel.</summary>
/// <remarks>
/// On each axis window i of n begins at i * input / n, rounded down, and ends before (i + 1) * input / n, rounded up: all alike where n divides the
/// input, else they differ by an element and overlap. n is at most the input. PyTorch's AdaptiveMaxPool1d, AdaptiveMaxPool2d and AdaptiveMaxPool3d.
/// </remarks>
/// <example><code>[AdaptiveMaxPool(7, 7)]</code></example>
public sealed class AdaptiveMaxPoolAttribute : AdaptivePoolAttribute
{
    /// <summary>As many windows along every axis: (length) of a sequence, and squares and cubes.</summary>
    /// <param name="size">The output's size along every axis.</param>
    public AdaptiveMaxPoolAttribute(int size)
        : base(size)
    {
    }

    /// <summary>An image's windows.</summary>
    /// <param name="height">The output's rows.</param>
    /// <param name="width">The output's columns.</param>
    public AdaptiveMaxPoolAttribute(int height, int width)
        : base(height, width)
    {
    }

    /// <summary>A volume's windows.</summary>
    /// <param name="depth">The output's slices.</param>
    /// <param name="height">The output's rows.</param>
    /// <param name="width">The output's columns.</param>
    public AdaptiveMaxPoolAttribute(int depth, int height, int width)
        : base(depth, height, width)
    {
    }
}
