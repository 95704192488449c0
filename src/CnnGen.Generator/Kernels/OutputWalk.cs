using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>How a convolution goes over its outputs at one vector width.</summary>
/// <param name="Rows">The tiles' rows.</param>
/// <param name="Columns">The tiles' columns.</param>
/// <param name="Tiles">The tiles: for each number of rows one for each number of columns.</param>
/// <param name="IsOfChannels">Whether it goes over them several times, for a part of the channels each.</param>
internal sealed record OutputWalk(TileSizes Rows, TileSizes Columns, EquatableArray<ConvolveTileKernel> Tiles, bool IsOfChannels)
{
    /// <summary>Whether the outputs hold the sums of parts of the channels before this one, as C#.</summary>
    public const string Continues = "walked > 0";

    /// <summary>Whether the sums are whole behind this part of the channels, as C#.</summary>
    public const string Ends = "walked + channelsAWalk >= allChannels";

    /// <summary>All of it as part of a name.</summary>
    public string Name =>
        $"{Tiles[0].VectorText}x{Rows.Name}x{Columns.Name}{string.Concat(Tiles.Select(static tile => tile.Structure).Distinct())}{(IsOfChannels ? "_walks" : "")}";

    /// <summary>Rows of outputs that are pooled to one.</summary>
    public int PoolRows => Tiles[0].PoolRows;

    /// <summary>Columns of outputs that are pooled to one.</summary>
    public int PoolColumns => Tiles[0].PoolColumns;

    /// <summary>The walk of a convolution.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="tile">The largest tile.</param>
    /// <param name="width">The vectors.</param>
    public static OutputWalk Of(ConvolveShape shape, ConvTile tile, VectorWidth width)
    {
        ConvGeometry geometry = shape.Geometry;
        TileSizes rows = TileSizes.Of(geometry.Outputs.Rows, tile.Rows, shape.Pool?.Kernel.Rows ?? 1);
        TileSizes columns = TileSizes.Of(geometry.Outputs.Columns, tile.Columns, shape.Pool?.Kernel.Columns ?? 1);
        EquatableArray<ConvolveTileKernel> tiles = rows.Each.SelectMany(_ => columns.Each, (tileRows, tileColumns) => ConvolveTileKernel.Of(
            shape, new ConvTile(tile.Vectors, tileRows, tileColumns, ConvTile.SplitsOf(tile.Vectors * tileRows * tileColumns, width)) { Padding = tile.Padding })).ToEquatableArray();
        return new OutputWalk(rows, columns, tiles, tile.Walks(geometry.Channels) > 1);
    }

    /// <summary>Filters of a tile, those too that are padding.</summary>
    public int Filters(VectorWidth width) => Tiles[0].Filters(width);

    /// <summary>The tile of so many rows and columns.</summary>
    public ConvolveTileKernel Find(int rows, int columns) => Tiles.First(tile => tile.Tile.Rows == rows && tile.Tile.Columns == columns);
}

/// <summary>How outputs are cut along an axis: into as few tiles as hold them, as large as each other where they can be.</summary>
/// <param name="Large">The first tiles' outputs.</param>
/// <param name="Small">Those of the others: a unit less, or the same where all are.</param>
/// <param name="Unit">What both are multiples of.</param>
internal readonly record struct TileSizes(int Large, int Small, int Unit)
{
    /// <summary>Both, as far as they differ.</summary>
    public IEnumerable<int> Each => Large == Small ? [Large] : [Large, Small];

    /// <summary>Both as part of a name.</summary>
    public string Name => string.Join("or", Each.Select(static size => Number(size)));

    /// <summary>The sizes for an axis.</summary>
    public static TileSizes Of(int total, int tile, int unit)
    {
        List<(int Size, int Count)> parts = Tensors.Parts.Even(total, tile, unit).ToList();
        return new TileSizes(parts[0].Size, parts[parts.Count - 1].Size, unit);
    }

    /// <summary>Writes how many tiles there are, where that is not the number of outputs.</summary>
    /// <param name="writer">Receives it.</param>
    /// <param name="axis">The axis: <c>row</c>, say, of which there are <c>rows</c>.</param>
    public void Declare(CodeWriter writer, string axis)
    {
        if (Large > 1)
        {
            writer.Line($"int {axis}Tiles = {(Large == Small ? $"{axis}s" : $"({axis}s + {Number(Large - 1)})")} / {Number(Large)};");
        }

        if (Large > Small)
        {
            writer.Line($"int {LargeTiles(axis)} = {(Unit == 1 ? $"{axis}s" : $"({axis}s / {Number(Unit)})")} - ({axis}Tiles * {Number(Small / Unit)});");
        }
    }

    /// <summary>The loops over the axis.</summary>
    public IEnumerable<TilePart> Parts(string axis) => Large == Small
        ? [new TilePart(axis, Large, Large == 1 ? axis + "s" : axis + "Tiles", "", 0)]
        : [new TilePart(axis, Large, LargeTiles(axis), "", 0), new TilePart(axis, Small, $"({axis}Tiles - {LargeTiles(axis)})", LargeTiles(axis), Large)];

    private static string LargeTiles(string axis) => $"large{char.ToUpperInvariant(axis[0])}{axis.Substring(1)}s";
}

/// <summary>A loop over tiles of one size along an axis.</summary>
/// <param name="Axis">The loop's variable.</param>
/// <param name="Size">Outputs of a tile.</param>
/// <param name="Count">How many tiles, as C#.</param>
/// <param name="Before">The number of tiles in front of them, as C#, or nothing.</param>
/// <param name="SizeBefore">Outputs of one of those.</param>
internal readonly record struct TilePart(string Axis, int Size, string Count, string Before, int SizeBefore)
{
    /// <summary>The place of a tile as a term to add.</summary>
    /// <param name="step">Floats from an element to the next, as C#.</param>
    /// <param name="pooled">Outputs that one element stands for.</param>
    public string Place(string step, int pooled)
    {
        string own = Times(Axis, Size / pooled);
        return Before.Length == 0 ? $" + ({own} * {step})" : $" + (({Parenthesized(Times(Before, SizeBefore / pooled))} + {Parenthesized(own)}) * {step})";
    }

    private static string Parenthesized(string text) => text.IndexOf(' ') < 0 ? text : $"({text})";
}
