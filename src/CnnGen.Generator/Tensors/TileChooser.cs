using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

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

    /// <summary>Estimated cycles of the whole convolution on one core.</summary>
    public double Cost { get; init; }

    public int Accumulators => Vectors * Rows * Columns * Splits;
}

/// <summary>Chooses tiles by a model of the core: two multiply-adds and two loads a cycle, four cycles of latency.</summary>
internal static class TileChooser
{
    private const int MostRows = 4;
    private const double Latency = 4;
    private const double StreamedVectorCycles = 1.4; // a vector of weights from L2
    private const double TileOverhead = 12;
    private const int MostCachedWeightFloats = 6 * 1024;

    private static readonly int[] VectorCounts = [1, 2, 3, 4, 6, 8];

    private static readonly Memo<ConvGeometry, int> PackTiles = new(ChoosePackTile, _ => 1, 10_000);

    /// <summary>Filters a tile of packed weights: chosen for the widest vectors, whose tiles the narrower ones divide.</summary>
    public static int PackTile(ConvGeometry geometry) => PackTiles[geometry];

    private static int ChoosePackTile(ConvGeometry geometry)
    {
        int blocks = Tensor.Blocks(geometry.Filters);
        return VectorCounts.Where(vectors => blocks % vectors == 0)
            .Select(vectors => Choose(geometry, VectorWidth.V512, vectors * Tensor.Block, null))
            .OrderBy(tile => tile!.Cost).First()!.Vectors * Tensor.Block;
    }

    /// <summary>The cheapest tile, or null where none holds whole pooling windows.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="packTile">Filters a tile of packed weights.</param>
    /// <param name="pool">A pooling fused behind it.</param>
    public static ConvTile? Choose(ConvGeometry geometry, VectorWidth width, int packTile, PoolGeometry? pool)
    {
        int rowStep = pool?.Kernel.Rows ?? 1;
        int columnStep = pool?.Kernel.Columns ?? 1;
        PerAxis<int> outputs = geometry.Outputs;
        ConvTile? best = null;
        double bestCost = double.PositiveInfinity;
        foreach ((int vectors, int padding) in CandidateVectors(geometry, width, packTile))
        {
            int mostPixels = Math.Min(width.MostAccumulators / vectors, width.Registers - vectors - 1);
            for (int rows = rowStep; rows <= Math.Min(Math.Max(MostRows, rowStep), outputs.Rows); rows += rowStep)
            {
                for (int columns = columnStep; columns <= outputs.Columns && rows * columns * vectors <= width.MostAccumulators && rows * columns <= mostPixels; columns += columnStep)
                {
                    double cost = Cost(vectors, padding, rows, columns, geometry, width);
                    if (cost < bestCost)
                    {
                        bestCost = cost;
                        best = new ConvTile(vectors, rows, columns, Splits(vectors * rows * columns, width)) { Padding = padding, Cost = cost };
                    }
                }
            }
        }

        // A fused pooling window may not fit narrow machines' registers; fusing was decided for the widest, so there it spills.
        if (best is null && pool is not null && width != VectorWidth.V512)
        {
            int vectors = CandidateVectors(geometry, width, packTile).First().Vectors;
            best = new ConvTile(vectors, rowStep, columnStep, 1) { Cost = Cost(vectors, 0, rowStep, columnStep, geometry, width) };
        }

        return best;
    }

    // A tile begins at a block of 16. Where one tile of packed weights has all filters, the vectors behind the last of them need not be computed.
    private static IEnumerable<(int Vectors, int Padding)> CandidateVectors(ConvGeometry geometry, VectorWidth width, int packTile)
    {
        int perBlock = Tensor.Block / width.Lanes;
        int all = packTile / width.Lanes;
        if (width == VectorWidth.V512)
        {
            yield return (all, 0);
            yield break;
        }

        for (int vectors = perBlock; vectors <= Math.Min(all, Math.Max(perBlock, 8)); vectors += perBlock)
        {
            if (all % vectors == 0)
            {
                yield return (vectors, 0);
            }
        }

        int filled = (geometry.Filters + width.Lanes - 1) / width.Lanes;
        if (filled < all && filled <= 8)
        {
            yield return (filled, all - filled);
        }
    }

    public static int Splits(int outputs, VectorWidth width) =>
        outputs >= 8 ? 1 : Math.Min(4, Math.Min(8 / outputs, (width.MostAccumulators - 1) / outputs));

    private static double Cost(int vectors, int padding, int rows, int columns, ConvGeometry geometry, VectorWidth width)
    {
        PerAxis<int> outputs = geometry.Outputs;
        double filterTiles = (double)outputs.Depth * geometry.Groups * Tensor.Blocks(geometry.Filters) * (Tensor.Block / width.Lanes) / (vectors + padding);
        double steps = (double)geometry.Channels * geometry.Taps;
        bool streams = steps * vectors * width.Lanes > MostCachedWeightFloats;

        // Whole tiles, and what remains of rows, of columns and of both.
        (int wholeRows, int restRows) = (outputs.Rows / rows, outputs.Rows % rows);
        (int wholeColumns, int restColumns) = (outputs.Columns / columns, outputs.Columns % columns);
        double cost = (wholeRows * (double)wholeColumns * TileCost(rows, columns)) + (wholeRows * TileCost(rows, restColumns))
            + (wholeColumns * TileCost(restRows, columns)) + TileCost(restRows, restColumns);
        return cost * filterTiles;

        double TileCost(int tileRows, int tileColumns)
        {
            int pixels = tileRows * tileColumns;
            if (pixels == 0)
            {
                return 0;
            }

            int sums = vectors * pixels;
            double chains = sums * Splits(sums, width);
            double step = Math.Max(sums / 2.0, (vectors + pixels) / 2.0);
            step = Math.Max(step, Latency * sums / chains);
            step = Math.Max(step, streams ? StreamedVectorCycles * vectors : 0) + (streams ? 0.1 * vectors : 0);
            return (steps * step) + TileOverhead + sums;
        }
    }

    /// <summary>How often a size holds a tile, and what remains.</summary>
    public static IEnumerable<(int Size, int Count)> Parts(int total, int tile)
    {
        if (total >= tile)
        {
            yield return (tile, total / tile);
        }

        if (total % tile != 0)
        {
            yield return (total % tile, 1);
        }
    }
}
