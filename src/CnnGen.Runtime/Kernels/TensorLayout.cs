using System.ComponentModel;

namespace CnnGen.Runtime;

/// <summary>How a tensor's elements lie in memory.</summary>
/// <param name="Channels">Channels.</param>
/// <param name="GroupChannels">Channels a group; each group begins a block of its own.</param>
/// <param name="Depth">Slices.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="PlaneStride">Floats from a block of 16 channels to the next, or from a channel to the next where it is planar.</param>
/// <param name="SliceStride">Floats from a slice to the next.</param>
/// <param name="RowStride">Floats from a row to the next.</param>
/// <param name="ColumnStride">16 for blocked channels, 1 for planes.</param>
/// <param name="Origin">The offset of channel 0's first element.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TensorLayout(
    int Channels, int GroupChannels, int Depth, int Height, int Width, int PlaneStride, int SliceStride, int RowStride, int ColumnStride, int Origin)
{
    internal const int Block = 16;

    /// <summary>Elements.</summary>
    public int Elements => Channels * Depth * Height * Width;

    internal bool IsPlanar => ColumnStride == 1;

    /// <summary>Whether sixteen channels from a multiple of sixteen on are planes one after another, or one block.</summary>
    internal bool IsSideBySide => GroupChannels == Channels || GroupChannels % Block == 0;

    /// <summary>Whether a channel's rows follow one another with nothing between them.</summary>
    internal bool HasNoGaps => RowStride == Width * ColumnStride && (Depth == 1 || SliceStride == Height * RowStride);

    /// <summary>Whether all elements are channels that lie side by side.</summary>
    internal bool IsOneRun => Rows * Width == 1 && GroupChannels == Channels && PlaneStride == (IsPlanar ? 1 : Block);

    /// <summary>The same elements as one row a channel, where it <see cref="HasNoGaps"/>.</summary>
    internal TensorLayout AsOneRow => this with { Depth = 1, Height = 1, Width = Rows * Width };

    /// <summary>Rows of all slices.</summary>
    internal int Rows => Depth * Height;

    /// <summary>Blocks of sixteen channels of a group.</summary>
    internal int GroupBlocks => (GroupChannels + Block - 1) / Block;

    /// <summary>Blocks of sixteen channels, each group's by themselves.</summary>
    internal int Blocks => Channels / GroupChannels * GroupBlocks;

    /// <summary>A caller's sample: channels, slices, rows, columns, nothing between them.</summary>
    /// <param name="channels">Channels.</param>
    /// <param name="depth">Slices.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static TensorLayout Dense(int channels, int depth, int height, int width) =>
        new(channels, channels, depth, height, width, depth * height * width, height * width, width, 1, 0);

    /// <summary>Floats from a channel's first row to another, counted through all slices.</summary>
    internal int RowOffset(int row) => Depth == 1 ? row * RowStride : (row / Height * SliceStride) + (row % Height * RowStride);

    /// <summary>The offset of a row, counted through all slices, of a block of channels or of a plane.</summary>
    internal int PlaneRowOffset(int plane, int row) => Origin + (plane * PlaneStride) + RowOffset(row);

    /// <summary>The offset of a channel's first element.</summary>
    internal int ChannelOffset(int channel)
    {
        if (IsPlanar)
        {
            return Origin + (channel * PlaneStride);
        }

        int group = channel / GroupChannels;
        int inGroup = channel % GroupChannels;
        int plane = (group * GroupBlocks) + (inGroup / Block);
        return Origin + (plane * PlaneStride) + (inGroup % Block);
    }
}
