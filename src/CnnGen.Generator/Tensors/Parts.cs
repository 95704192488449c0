using System.Collections.Generic;

namespace CnnGen.Generator.Tensors;

/// <summary>Cuts a size into tiles.</summary>
internal static class Parts
{
    /// <summary>As few tiles as hold a size, as large as each other where they can be: small ones wait for their own sums.</summary>
    /// <param name="total">The size.</param>
    /// <param name="tile">The largest tile.</param>
    /// <param name="unit">What the size and the tiles are multiples of.</param>
    public static IEnumerable<(int Size, int Count)> Even(int total, int tile, int unit)
    {
        int units = total / unit;
        int tiles = (total + tile - 1) / tile;
        int small = units / tiles;
        int larger = units % tiles;
        if (larger > 0)
        {
            yield return ((small + 1) * unit, larger);
        }

        yield return (small * unit, tiles - larger);
    }

    /// <summary>How often a size holds a tile, and what remains.</summary>
    public static IEnumerable<(int Size, int Count)> Whole(int total, int tile)
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
