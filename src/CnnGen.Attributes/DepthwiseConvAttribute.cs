namespace CnnGen;

/// <summary>
/// A convolution whose filters see one channel each: of c channels it makes c * <see cref="Multiplier"/>, the first filters of the first channel.
/// PyTorch's Conv1d, Conv2d and Conv3d with groups = c, by the input's axes: weights (c * multiplier, 1, kernel depth, kernel height, kernel
/// width), of which a sequence has the width and an image the height and width.
/// </summary>
/// <remarks>Howard et al. 2017, "MobileNets"; a convolution of kernel 1 behind it mixes the channels.</remarks>
/// <example><code>[DepthwiseConv(3, Pad = 1), ReLU, Conv(64, 1), ReLU]</code></example>
public sealed class DepthwiseConvAttribute : ConvolutionAttribute
{
    /// <summary>Declares a depthwise convolution.</summary>
    /// <param name="kernel">The filters' size along every axis, in elements.</param>
    public DepthwiseConvAttribute(int kernel)
        : base(kernel)
    {
    }

    /// <summary>The filters of each channel; 1 unless set.</summary>
    public int Multiplier { get; set; } = 1;
}
