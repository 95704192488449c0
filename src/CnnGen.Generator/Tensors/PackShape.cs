using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Tensors;

/// <summary>The runtime's WeightPack, by the same numbers: group, tile of filters, block of 16 channels, tap, channel, filter.</summary>
/// <param name="Groups">Groups of a grouped convolution.</param>
/// <param name="Filters">Filters a group.</param>
/// <param name="Channels">Input channels a group.</param>
/// <param name="Taps">Kernel rows times columns.</param>
/// <param name="Tile">Filters a tile: a multiple of 16.</param>
internal sealed record PackShape(int Groups, int Filters, int Channels, int Taps, int Tile)
{
    public int Tiles => (Filters + Tile - 1) / Tile;

    /// <summary>Floats of one tile of filters.</summary>
    public int TileLength => Channels * Taps * Tile;

    public long PackedLength => (long)Groups * Tiles * TileLength;

    /// <summary>The pack of the constant that each filter adds.</summary>
    public PackShape Bias => this with { Channels = 1, Taps = 1 };

    /// <summary>A number for each channel, in the order of a blocked tensor's lanes.</summary>
    public static PackShape PerChannel(int channels) => new(1, channels, 1, 1, Tensor.Block);

    /// <summary>A number for each element, in the order of a blocked tensor without a border.</summary>
    public static PackShape PerElement(Tensor x) => new(1, x.Channels, 1, x.Size.Product(), Tensor.Block);

    /// <summary>A matrix that is multiplied with a whole volume: one stream of rows for every 16 filters.</summary>
    public static PackShape ForProduct(Tensor x, int filters) => new(1, filters, x.Channels, x.Size.Product(), Tensor.Block);

    /// <summary>The order that suits a convolution. A depthwise one's channels count as filters of one group: 16 side by side for each tap.</summary>
    public static PackShape For(ConvGeometry geometry) => geometry.IsDepthwise
        ? new(1, geometry.Groups, 1, geometry.Taps, Tensor.Block)
        : new(geometry.Groups, geometry.Filters, geometry.Channels, geometry.Taps, TileChooser.PackTile(geometry));
}

/// <summary>Which array a weight operand lies in.</summary>
internal enum WeightSource
{
    /// <summary>The network's parameters.</summary>
    Parameters,

    /// <summary>Reorderings of parameters that training reads.</summary>
    Derived,

    /// <summary>What inference reads in place of normalisations and the weights beside them, and its reorderings of parameters.</summary>
    Folded,
}

/// <summary>Weights as a kernel reads them.</summary>
internal sealed record WeightOperand(WeightSource Source, int Offset, PackShape Pack);
