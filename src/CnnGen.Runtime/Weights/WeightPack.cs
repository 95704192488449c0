using System;
using System.ComponentModel;

namespace CnnGen.Runtime;

/// <summary>The order in which a kernel reads a weight tensor that PyTorch keeps as (groups * filters, channels, taps).</summary>
/// <remarks>
/// Group by group, and in it by tile of filters, block of 16 input channels, tap, input channel, filter. The filters of a tile are
/// innermost so that one vector load takes the weights of one input element for 16 filters. A tile's missing filters are zeros.
/// </remarks>
/// <param name="Groups">Groups of a grouped convolution; 1 otherwise.</param>
/// <param name="Filters">Filters a group.</param>
/// <param name="Channels">Input channels a group.</param>
/// <param name="Taps">Kernel height times kernel width.</param>
/// <param name="Tile">Filters a tile: a multiple of 16.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct WeightPack(int Groups, int Filters, int Channels, int Taps, int Tile)
{
    private const int ChannelBlock = 16;

    /// <summary>Elements of the tensor in PyTorch's order.</summary>
    public int Length => Groups * Filters * Channels * Taps;

    /// <summary>Floats of the packed form, padding included.</summary>
    public int PackedLength => Groups * Tiles * TileLength;

    private int Tiles => (Filters + Tile - 1) / Tile;

    private int TileLength => Channels * Taps * Tile;

    /// <summary>The offset of one weight in the packed form.</summary>
    /// <param name="group">The group.</param>
    /// <param name="filter">The filter in its group.</param>
    /// <param name="channel">The input channel in its group.</param>
    /// <param name="tap">Kernel row times kernel width plus kernel column.</param>
    public int Offset(int group, int filter, int channel, int tap)
    {
        int block = channel / ChannelBlock * ChannelBlock;
        int blockChannels = Math.Min(ChannelBlock, Channels - block);
        int row = (block * Taps) + (tap * blockChannels) + (channel - block);
        return (((group * Tiles) + (filter / Tile)) * TileLength) + (row * Tile) + (filter % Tile);
    }

    /// <summary>Copies a tensor from PyTorch's order into the packed one. Padding is not touched.</summary>
    /// <param name="source"><see cref="Length"/> elements.</param>
    /// <param name="packed"><see cref="PackedLength"/> floats.</param>
    public void Pack(ReadOnlySpan<float> source, Span<float> packed)
    {
        int next = 0;
        for (int group = 0; group < Groups; group++)
        {
            for (int filter = 0; filter < Filters; filter++)
            {
                for (int channel = 0; channel < Channels; channel++)
                {
                    int offset = Offset(group, filter, channel, 0);
                    int step = TapStep(channel);
                    for (int tap = 0; tap < Taps; tap++)
                    {
                        packed[offset + (tap * step)] = source[next++];
                    }
                }
            }
        }
    }

    /// <summary>Copies a tensor from the packed order into PyTorch's.</summary>
    /// <param name="packed"><see cref="PackedLength"/> floats.</param>
    /// <param name="destination"><see cref="Length"/> elements.</param>
    public void Unpack(ReadOnlySpan<float> packed, Span<float> destination)
    {
        int next = 0;
        for (int group = 0; group < Groups; group++)
        {
            for (int filter = 0; filter < Filters; filter++)
            {
                for (int channel = 0; channel < Channels; channel++)
                {
                    int offset = Offset(group, filter, channel, 0);
                    int step = TapStep(channel);
                    for (int tap = 0; tap < Taps; tap++)
                    {
                        destination[next++] = packed[offset + (tap * step)];
                    }
                }
            }
        }
    }

    /// <summary>Floats from one tap of a channel to the next in the packed form.</summary>
    internal int TapStep(int channel) => Math.Min(ChannelBlock, Channels - (channel / ChannelBlock * ChannelBlock)) * Tile;
}
