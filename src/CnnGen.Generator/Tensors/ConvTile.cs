using System;

namespace CnnGen.Generator.Tensors;

/// <summary>The outputs that a convolution's innermost loops keep in registers.</summary>
/// <param name="Vectors">Vectors of filters.</param>
/// <param name="Rows">Output rows.</param>
/// <param name="Columns">Output columns.</param>
/// <param name="Splits">Partial sums of each output, where there are too few outputs to hide the multiply-add's latency.</param>
internal sealed record ConvTile(int Vectors, int Rows, int Columns, int Splits)
{
    /// <summary>Vectors behind those that hold padding filters alone: nothing is computed for them, zeros are stored.</summary>
    public int Padding { get; init; }

    /// <summary>The most channels that one walk over the outputs adds up, so that their weights and inputs stay in a cache.</summary>
    public int ChannelsAWalk { get; init; } = int.MaxValue;

    /// <summary>Estimated cycles of the whole convolution on one core.</summary>
    public double Cost { get; init; }

    public int Accumulators => Vectors * Rows * Columns * Splits;

    /// <summary>How often the outputs are walked over until so many channels are added up.</summary>
    public int Walks(int channels) => WalksOf(channels, ChannelsAWalk);

    /// <summary>The same of a tile that is yet to be made.</summary>
    public static int WalksOf(int channels, int channelsAWalk) => ((channels - 1) / channelsAWalk) + 1;

    /// <summary>How many partial sums hide the latency of so many outputs.</summary>
    public static int SplitsOf(int outputs, VectorWidth width) =>
        outputs >= 8 ? 1 : Math.Min(4, Math.Min(8 / outputs, (width.MostAccumulators - 1) / outputs));
}
