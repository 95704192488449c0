using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Tensors;

/// <summary>Chooses the tiles of convolutions into blocked channels, by <see cref="CoreModel"/> and by what caches keep.</summary>
internal static class TileChooser
{
    private const int MostRows = 4;
    private const double StreamedVectorCycles = 1.4; // a vector of weights from L2
    private const int MostCachedWeightFloats = 6 * 1024;
    private const int MostKeptFloats = 48 * 1024;
    private const int MostWalkedWeightFloats = 4 * 1024;
    private const int LeastWalkedSteps = 128;
    private const int LeastWalkedTiles = 4;

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
                    int channels = pool is null ? ChannelsAWalk(geometry, packTile, rows * columns) : geometry.Channels;
                    double cost = Cost(vectors, padding, rows, columns, channels, geometry, width, pool);
                    if (cost < bestCost)
                    {
                        bestCost = cost;
                        best = new ConvTile(vectors, rows, columns, ConvTile.SplitsOf(vectors * rows * columns, width)) { Padding = padding, ChannelsAWalk = channels, Cost = cost };
                    }
                }
            }
        }

        // A fused pooling window may not fit narrow machines' registers; fusing was decided for the widest, so there it spills.
        if (best is null && pool is not null && width != VectorWidth.V512)
        {
            int vectors = CandidateVectors(geometry, width, packTile).First().Vectors;
            best = new ConvTile(vectors, rowStep, columnStep, 1) { Cost = Cost(vectors, 0, rowStep, columnStep, geometry.Channels, geometry, width, pool) };
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

    /// <summary>Channels of one walk over the outputs: whole blocks, as many in each walk as in the others.</summary>
    /// <remarks>
    /// Walks pay where more is gone through again and again than L2 keeps: the weights of a tile of filters for every tile of pixels, and the
    /// inputs of a 1x1 kernel, which sees each of them once a filter. Measured on a core with 512 KB of L2: 1.1 times the speed on
    /// 512x14x14 with 1x1, 1.4 times on 512x7x7 with 3x3; on 64x56x56 with 3x3 they cost 3 %. Weights count with those of the filters
    /// between a tile's own, which take sets of the cache too.
    /// </remarks>
    private static int ChannelsAWalk(ConvGeometry geometry, int packTile, int pixels)
    {
        int outputs = geometry.Outputs.Product();
        long weights = (long)geometry.Channels * geometry.Taps * packTile;
        long inputs = geometry.Taps == 1 ? (long)geometry.Channels * outputs : 0;
        if (weights + inputs <= MostKeptFloats || outputs < LeastWalkedTiles * pixels)
        {
            return geometry.Channels;
        }

        int blocks = Tensor.Blocks(geometry.Channels);
        int steps = Tensor.Block * geometry.Taps;
        int most = Math.Max((LeastWalkedSteps + steps - 1) / steps, MostWalkedWeightFloats / (steps * packTile));
        int walks = (blocks + most - 1) / most;
        return walks == 1 ? geometry.Channels : (blocks + walks - 1) / walks * Tensor.Block;
    }

    private static double Cost(int vectors, int padding, int rows, int columns, int channels, ConvGeometry geometry, VectorWidth width, PoolGeometry? pool)
    {
        PerAxis<int> outputs = geometry.Outputs;
        double filterTiles = (double)outputs.Depth * geometry.Groups * Tensor.Blocks(geometry.Filters) * (Tensor.Block / width.Lanes) / (vectors + padding);
        int walks = ConvTile.WalksOf(geometry.Channels, channels);
        double steps = (double)channels * geometry.Taps;
        bool streams = steps * vectors * width.Lanes > MostCachedWeightFloats;

        double cost = 0;
        foreach ((int tileRows, int rowTiles) in Parts.Even(outputs.Rows, rows, pool?.Kernel.Rows ?? 1))
        {
            foreach ((int tileColumns, int columnTiles) in Parts.Even(outputs.Columns, columns, pool?.Kernel.Columns ?? 1))
            {
                cost += rowTiles * (double)columnTiles * TileCost(tileRows, tileColumns);
            }
        }

        return cost * filterTiles;

        double TileCost(int tileRows, int tileColumns)
        {
            int pixels = tileRows * tileColumns;
            int sums = vectors * pixels;
            double chains = sums * ConvTile.SplitsOf(sums, width);
            double step = CoreModel.Step(sums, vectors + pixels, chains);
            step = Math.Max(step, streams ? StreamedVectorCycles * vectors : 0) + (streams ? 0.1 * vectors : 0);
            return ((double)geometry.Channels * geometry.Taps * step) + (walks * (CoreModel.TileOverhead + sums)) + ((walks - 1) * sums);
        }
    }
}
