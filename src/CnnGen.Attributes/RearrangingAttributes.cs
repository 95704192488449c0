namespace CnnGen;

/// <summary>
/// Mixes the channels of groups: of C channels in G groups, channel i C/G + j (the j-th of group i) becomes channel j G + i. The output has
/// the input's shape.
/// </summary>
/// <remarks>
/// Zhang et al. 2018, "ShuffleNet"; torch.nn.ChannelShuffle. Between two grouped convolutions, so that the second one's groups see channels
/// of all of the first one's.
/// </remarks>
/// <example><code>[Conv(24, 1, Groups = 3), ChannelShuffle(3), Conv(24, 3, Pad = 1, Groups = 3)]</code></example>
public sealed class ChannelShuffleAttribute : LayerAttribute
{
    /// <summary>Declares a shuffle of channels.</summary>
    /// <param name="groups">The groups, which divide the channels: at least 1.</param>
    public ChannelShuffleAttribute(int groups) => Groups = groups;

    /// <summary>The groups.</summary>
    public int Groups { get; }
}

/// <summary>
/// Makes channels rows and columns: (C s s, H, W) becomes (C, H s, W s), where y(c, h s + i, w s + j) = x((c s + i) s + j, h, w) for the
/// scale s.
/// </summary>
/// <remarks>Shi et al. 2016, "Real-Time Single Image and Video Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural Network"; torch.nn.PixelShuffle.</remarks>
/// <example><code>[Conv(12, 3, Pad = 1), PixelShuffle(2)]</code></example>
public sealed class PixelShuffleAttribute : LayerAttribute
{
    /// <summary>Declares a layer that makes channels rows and columns.</summary>
    /// <param name="scale">How many times the rows and the columns become as many: at least 1; its square divides the channels.</param>
    public PixelShuffleAttribute(int scale) => Scale = scale;

    /// <summary>How many times the rows and the columns become as many.</summary>
    public int Scale { get; }
}

/// <summary>Keeps some channels that lie side by side: y(c) = x(first + c) for the count channels of y. Other axes are left as they are.</summary>
/// <remarks>ONNX's Slice along the channels, from first to first + count in steps of 1.</remarks>
/// <example><code>[Conv(32, 3, Name = "all"), Slice(0, 16, Name = "left"), Slice(16, 16, From = "all"), Concat("left")]</code></example>
public sealed class SliceAttribute : LayerAttribute
{
    /// <summary>Declares a slice of channels.</summary>
    /// <param name="first">The first channel that is kept, counted from 0.</param>
    /// <param name="count">The channels that are kept: at least 1.</param>
    public SliceAttribute(int first, int count)
    {
        First = first;
        Count = count;
    }

    /// <summary>The first channel that is kept.</summary>
    public int First { get; }

    /// <summary>The channels that are kept.</summary>
    public int Count { get; }
}
