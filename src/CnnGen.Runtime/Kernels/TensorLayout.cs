namespace CnnGen.Runtime;

/// <summary>How a tensor's elements lie in memory.</summary>
/// <param name="Channels">Channels.</param>
/// <param name="GroupChannels">Channels a group; each group begins a block of its own.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="PlaneStride">Floats from a block of 16 channels to the next, or from a channel to the next where it is planar.</param>
/// <param name="RowStride">Floats from a row to the next.</param>
/// <param name="ColumnStride">16 for blocked channels, 1 for planes.</param>
/// <param name="Origin">The offset of channel 0, row 0, column 0.</param>
public readonly record struct TensorLayout(
    int Channels, int GroupChannels, int Height, int Width, int PlaneStride, int RowStride, int ColumnStride, int Origin)
{
    internal const int Block = 16;

    /// <summary>Elements.</summary>
    public int Elements => Channels * Height * Width;

    internal bool IsPlanar => ColumnStride == 1;

    /// <summary>Whether sixteen channels from a multiple of sixteen on are planes one after another, or one block.</summary>
    internal bool IsSideBySide => GroupChannels == Channels || GroupChannels % Block == 0;

    /// <summary>A caller's sample: channels, rows, columns, nothing between them.</summary>
    /// <param name="channels">Channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static TensorLayout Dense(int channels, int height, int width) => new(channels, channels, height, width, height * width, width, 1, 0);

    /// <summary>The offset of a channel's first element.</summary>
    internal int ChannelOffset(int channel)
    {
        if (IsPlanar)
        {
            return Origin + (channel * PlaneStride);
        }

        int group = channel / GroupChannels;
        int inGroup = channel % GroupChannels;
        int plane = (group * ((GroupChannels + Block - 1) / Block)) + (inGroup / Block);
        return Origin + (plane * PlaneStride) + (inGroup % Block);
    }
}
