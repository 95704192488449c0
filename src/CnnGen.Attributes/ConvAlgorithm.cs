namespace CnnGen;

/// <summary>How a convolution is computed.</summary>
public enum ConvAlgorithm
{
    /// <summary>
    /// As takes the least time: by Winograd's F(4x4, 3x3) where a model of the processor says so, which multiplies a quarter as often and rounds by
    /// some 1e-6 of the largest value; else as the sum that it is.
    /// </summary>
    Fastest,

    /// <summary>As the sum that it is: rounding errors are some 1e-7 of the largest value.</summary>
    Direct,
}
