using System;

namespace CnnGen.Runtime;

/// <summary>Products of packed weights with vectors of several samples, which lie a stride apart.</summary>
/// <remarks>
/// A tile of two vectors of filters times six samples fills the registers of the narrowest machine that there is and keeps its
/// multipliers busy: eight loads for twelve multiply-adds. Weights are in tiles of 16 filters, row by row.
/// </remarks>
/// <typeparam name="TLanes">The vector width.</typeparam>
/// <typeparam name="TVector">Its vector.</typeparam>
internal static partial class ProductKernels<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int Tile = 16;

    /// <summary>How many samples are computed sixes and fours at a time, and how many sixes those are.</summary>
    private static int Together(int samples, out int sixes)
    {
        // Every even number from four on is made of sixes and fours.
        int even = samples < 4 ? 0 : samples / 2 * 2;
        sixes = even / 6;
        while (((even - (6 * sixes)) % 4) != 0)
        {
            sixes--;
        }

        return even;
    }
}

/// <summary>Where two vectors of filters lie that are computed together.</summary>
/// <param name="Weights">The first vector's weights in the first row.</param>
/// <param name="Second">From there to the second vector's.</param>
/// <param name="Output">The first vector's outputs.</param>
/// <param name="SecondOutput">From there to the second vector's.</param>
/// <param name="Bias">The first vector's biases.</param>
/// <param name="SecondBias">From there to the second vector's.</param>
internal readonly record struct Pair(nint Weights, nint Second, nint Output, nint SecondOutput, nint Bias, nint SecondBias);

/// <summary>The vectors of a matrix's filters in pairs: two tiles of 16 at 512 bits, a tile at 256, half of one at 128.</summary>
/// <remarks>A last tile without a second one is its own: what is computed twice is stored twice.</remarks>
internal readonly struct Pairs
{
    /// <summary>Filters of a tile.</summary>
    public const int Tile = 16;

    private readonly int _lanes;
    private readonly int _tiles;
    private readonly nint _tileLength;
    private readonly nint _plane;

    /// <summary>Pairs vectors up.</summary>
    /// <param name="lanes">Floats of a vector.</param>
    /// <param name="filters">Filters.</param>
    /// <param name="rows">Rows of a tile.</param>
    /// <param name="plane">Floats from 16 outputs to the next 16.</param>
    public Pairs(int lanes, int filters, int rows, int plane)
    {
        _lanes = lanes;
        _tiles = (filters + Tile - 1) / Tile;
        _tileLength = (nint)rows * Tile;
        _plane = plane;
        Count = ((_tiles * Tile) + (2 * lanes) - 1) / (2 * lanes);
        Whole = _tiles * Tile / (2 * lanes);
    }

    /// <summary>Pairs, one with itself among them where tiles are odd.</summary>
    public int Count { get; }

    /// <summary>The outputs of one share of the pairs, padding of the last tile included.</summary>
    public (int First, int End) OutputsOf(int share, int shares) => (
        PairOf(share, shares) * 2 * _lanes,
        Math.Min(PairOf(share + 1, shares) * 2 * _lanes, _tiles * Tile));

    /// <summary>The first pair of a share.</summary>
    public int PairOf(int share, int shares) => (int)((long)Count * share / shares);

    /// <summary>Pairs of two vectors.</summary>
    public int Whole { get; }

    public Pair this[int number]
    {
        get
        {
            int first = number * 2 * _lanes;
            (int tile, int lane) = (first / Tile, first % Tile);
            bool isAcross = _lanes == Tile;
            nint second = !isAcross ? _lanes : tile + 1 < _tiles ? 1 : 0;
            return new Pair(
                (tile * _tileLength) + lane,
                isAcross ? second * _tileLength : second,
                (tile * _plane) + lane,
                isAcross ? second * _plane : second,
                first,
                isAcross ? second * Tile : second);
        }
    }
}
