namespace CnnGen;

/// <summary>Gives the same elements another shape, in the order channels, depth, height, width. One size may be -1: what the others leave.</summary>
/// <remarks>torch.Tensor.reshape and ONNX's Reshape of a sample. Any shape of as many elements.</remarks>
/// <example><code>[Linear(128 * 7 * 7), ReLU, Reshape(128, 7, 7), ConvTranspose(64, 4, Stride = 2, Pad = 1)]</code></example>
public sealed class ReshapeAttribute : LayerAttribute
{
    /// <summary>Makes a vector.</summary>
    /// <param name="features">The number of features.</param>
    public ReshapeAttribute(int features) => Sizes = new[] { features };

    /// <summary>Makes a sequence.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="length">The number of positions.</param>
    public ReshapeAttribute(int channels, int length) => Sizes = new[] { channels, length };

    /// <summary>Makes an image.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="height">The number of rows.</param>
    /// <param name="width">The number of columns.</param>
    public ReshapeAttribute(int channels, int height, int width) => Sizes = new[] { channels, height, width };

    /// <summary>Makes a volume.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="depth">The number of slices.</param>
    /// <param name="height">The number of rows.</param>
    /// <param name="width">The number of columns.</param>
    public ReshapeAttribute(int channels, int depth, int height, int width) => Sizes = new[] { channels, depth, height, width };

    /// <summary>The sizes in the order they were given, channels first.</summary>
    public int[] Sizes { get; }
}
