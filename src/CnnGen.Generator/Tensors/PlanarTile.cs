using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Tensors;

/// <summary>The outputs that a convolution of planes keeps in registers.</summary>
/// <param name="Filters">Filters.</param>
/// <param name="Rows">Output rows.</param>
/// <param name="Vectors">Vectors of neighbouring pixels of a row.</param>
internal sealed record PlanarTile(int Filters, int Rows, int Vectors)
{
    private const int MostRows = 4;
    private const int MostVectors = 4;

    // Rows that begin anywhere cross cache lines.
    private const double UnalignedLoad = 1.5;

    public int Accumulators => Filters * Rows * Vectors;

    // A register for each vector of pixels, and one for the weight.
    private int Registers => Accumulators + (Rows * Vectors) + 1;

    /// <summary>Vectors that hold a row.</summary>
    public static int RowVectors(ConvGeometry geometry, VectorWidth width) => (geometry.Outputs.Columns + width.Lanes - 1) / width.Lanes;

    /// <summary>The filters of each tile: they lie in one tile of packed weights.</summary>
    public static IEnumerable<(int First, int Count)> FilterParts(ConvGeometry geometry, int packTile, int filters)
    {
        for (int tile = 0; tile < geometry.Filters; tile += packTile)
        {
            int inTile = Math.Min(packTile, geometry.Filters - tile);
            for (int first = 0; first < inTile; first += filters)
            {
                yield return (tile + first, Math.Min(filters, inTile - first));
            }
        }
    }

    /// <summary>The most sums in registers, for the fewest loads a multiply-add.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="packTile">Filters a tile of packed weights.</param>
    public static PlanarTile Choose(ConvGeometry geometry, VectorWidth width, int packTile)
    {
        int rowVectors = RowVectors(geometry, width);
        IEnumerable<PlanarTile> tiles =
            from filters in Enumerable.Range(1, Math.Min(geometry.Filters, packTile))
            from rows in Enumerable.Range(1, Math.Min(MostRows, geometry.Outputs.Rows))
            from vectors in Enumerable.Range(1, Math.Min(MostVectors, rowVectors))
            select new PlanarTile(filters, rows, vectors);

        // Several rows only where a tile holds them whole: a row's spill must be stored before the next row's start.
        return tiles
            .Where(tile => (tile.Rows == 1 || tile.Vectors == rowVectors) && tile.Accumulators <= width.MostAccumulators && tile.Registers <= width.Registers)
            .OrderBy(tile => tile.Cost(geometry, rowVectors, packTile))
            .First();
    }

    private double Cost(ConvGeometry geometry, int rowVectors, int packTile)
    {
        double cost = 0;
        foreach ((int filters, int filterTiles) in FilterParts(geometry, packTile, Filters).GroupBy(static part => part.Count).Select(static parts => (parts.Key, parts.Count())))
        {
            foreach ((int rows, int rowTiles) in Parts.Whole(geometry.Outputs.Rows, Rows))
            {
                foreach ((int vectors, int vectorTiles) in Parts.Whole(rowVectors, Vectors))
                {
                    double sums = filters * rows * vectors;
                    double step = CoreModel.Step(sums, filters + (UnalignedLoad * rows * vectors), sums);
                    cost += filterTiles * rowTiles * vectorTiles * ((step * geometry.Channels * geometry.Taps) + CoreModel.TileOverhead + sums);
                }
            }
        }

        return cost;
    }
}
