using System;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Tensors;

/// <summary>A 3x3 convolution by F(4x4, 3x3): tiles of 4x4 outputs, products at 36 points in place of the filters' taps. The runtime's Winograd, by the same numbers.</summary>
/// <param name="Geometry">The convolution.</param>
internal sealed record WinogradTiles(ConvGeometry Geometry)
{
    /// <summary>Outputs of a tile along an axis.</summary>
    public const int Side = 4;

    /// <summary>Points of a tile.</summary>
    public const int Points = (Side + Taps - 1) * (Side + Taps - 1);

    /// <summary>A weight in a derived memory: exchanged, and at the points for either direction, of nine taps each.</summary>
    public const double CopiesOfWeights = 1 + (2.0 * Points / (Taps * Taps));

    /// <summary>The filters that are computed so.</summary>
    public static readonly PerAxis<int> Kernel = new(1, Taps, Taps);

    private const int Taps = 3;

    // Padding is less than the kernel on each side.
    private const int MostGrowth = Taps - 1;

    // What lies at the points of so many rows of tiles stays in a cache while it is read again.
    private const int MostFloats = 1 << 19;

    // Below that many tiles the products wait for their weights.
    private const int FewestTiles = 48;

    // Measured on a core with 512-bit vectors: cycles of a tile of 16 channels.
    private const double InputCycles = 130;
    private const double OutputCycles = 100;

    // Weights that no near cache holds come from memory.
    private const double WeightBytesPerCycle = 8;
    private const int MostCachedWeights = 1 << 17;

    // It has to be worth the memory of its weights and the bits that it loses.
    private const double WorthwhileCost = 0.85;

    /// <summary>Rows of tiles.</summary>
    public int Rows => (Geometry.Outputs.Rows + Side - 1) / Side;

    /// <summary>Tiles of a row.</summary>
    public int Columns => (Geometry.Outputs.Columns + Side - 1) / Side;

    /// <summary>Rows of tiles that are gone through together.</summary>
    public int RowsAtOnce
    {
        get
        {
            int floats = Points * Columns * (Geometry.Channels + Geometry.Filters);
            int rows = Math.Max(1, Math.Max(MostFloats / floats, FewestTiles / Columns));
            int times = (Rows + rows - 1) / rows;
            return (Rows + times - 1) / times;
        }
    }

    /// <summary>The products of some rows of tiles: a convolution of 1x1 with a group for each point, over a row of all tiles.</summary>
    public ConvGeometry ProductsOf(int rows) => Geometry with
    {
        Groups = Points,
        Axes = new PerAxis<AxisGeometry>(AxisGeometry.Single, AxisGeometry.Single, new AxisGeometry(1, rows * Columns)),
    };

    /// <summary>The size of what lies at the points: a column for each tile that is gone through at once, and one more where they are even, so that all points of a tile do not lie in one set of a cache.</summary>
    public PerAxis<int> PointSize => PerAxis.Ones with { Columns = (RowsAtOnce * Columns) | 1 };

    /// <summary>The order of the weights at the points.</summary>
    public PackShape Pack => PackShape.For(ProductsOf(RowsAtOnce));

    /// <summary>Whether a convolution can be computed so.</summary>
    public static bool CanCompute(ConvGeometry geometry) =>
        geometry.Groups == 1
        && geometry.Kernel == Kernel
        && geometry.Outputs.Depth == 1
        && geometry.Axes.All(static axis => axis.Stride == 1 && axis.Dilation == 1)
        && geometry.WritesDensely
        && Math.Min(geometry.Outputs.Rows, geometry.Outputs.Columns) >= Side
        && geometry.Channels % Tensor.Block == 0
        && geometry.Filters % Tensor.Block == 0;

    /// <summary>Whether it takes clearly less time than the direct sum.</summary>
    /// <param name="packTile">Filters of a tile of the convolution's weights.</param>
    public bool IsWorthwhile(int packTile)
    {
        double direct = CostOf(Geometry, packTile) + WeightCycles(Geometry);
        ConvGeometry all = ProductsOf(Rows);
        double products = CostOf(all, PackShape.For(all).Tile) + WeightCycles(all);
        double transforms = Rows * (double)Columns / Tensor.Block * ((InputCycles * Geometry.Channels) + (OutputCycles * Geometry.Filters));
        return products + transforms < WorthwhileCost * direct;
    }

    /// <summary>The most floats that lie at the points in both directions, and the sums in front of an activation.</summary>
    /// <param name="channels">Input channels.</param>
    /// <param name="filters">Output channels.</param>
    /// <param name="size">The input's size.</param>
    public static double MostFloatsOf(int channels, int filters, PerAxis<int> size)
    {
        double rows = Math.Ceiling((size.Rows + MostGrowth) / (double)Side);
        double columns = Math.Ceiling((size.Columns + MostGrowth) / (double)Side);

        // As many rows of tiles as a cache holds, as many as there are tiles for the weights, or one; and a column.
        double channelsAtPoints = Points * ((double)channels + filters);
        double points = Math.Min(rows * columns, Math.Max(MostFloats / channelsAtPoints, Math.Max(FewestTiles, columns))) + 1;
        return (2 * points * channelsAtPoints) + (rows * columns * Side * Side * filters);
    }

    private static double CostOf(ConvGeometry geometry, int packTile) =>
        TileChooser.Choose(geometry, VectorWidth.V512, packTile, null)?.Cost ?? double.PositiveInfinity;

    private static double WeightCycles(ConvGeometry geometry)
    {
        long floats = (long)geometry.Groups * geometry.Filters * geometry.Channels * geometry.Taps;
        return floats <= MostCachedWeights ? 0 : floats * sizeof(float) / WeightBytesPerCycle;
    }
}
