using System;

namespace CnnGen.Generator.Tensors;

/// <summary>A local response normalisation: y = x / (k + alpha / size * sum of squares)^beta, over the channels from c - size / 2 on.</summary>
/// <param name="Size">The channels that count.</param>
/// <param name="Alpha">The factor of their mean square.</param>
/// <param name="Beta">The exponent.</param>
/// <param name="K">What is added.</param>
internal sealed record LocalResponse(int Size, double Alpha, double Beta, double K)
{
    /// <summary>Channels in front of an element's own that count: no more than there may be.</summary>
    public int Before(int channels) => Math.Min(Size / 2, channels - 1);

    /// <summary>Channels behind an element's own that count.</summary>
    public int After(int channels) => Math.Min((Size - 1) / 2, channels - 1);

    /// <summary>Channels of a window.</summary>
    public int Window(int channels) => Before(channels) + 1 + After(channels);

    /// <summary>Zeros on either side of a strip of channels, so that no window looks for its ends.</summary>
    public int Margin(int channels) => Tensor.RoundUp(Before(channels));

    /// <summary>Floats of all channels of a pixel side by side, with their margins.</summary>
    public int StripLength(int channels) => (Tensor.Blocks(channels) * Tensor.Block) + (2 * Margin(channels));
}
