using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>3x3 convolutions by F(4x4, 3x3): tiles of 4x4 outputs as products at 36 points, a quarter of the direct multiply-adds. For generated code.</summary>
/// <remarks>
/// What lies at the points is a tensor of 36 groups of channels, a row of at least as many columns as there are tiles, in blocks of 16
/// channels: the products are a grouped 1x1 convolution of it. Where tiles do not divide a plane its last ones overlap those before, so that no tile
/// leaves the plane; an output in two tiles is the earlier one's.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Winograd
{
    /// <summary>Outputs of a tile along an axis.</summary>
    internal const int Side = 4;

    /// <summary>Points along an axis.</summary>
    internal const int Points = 6;

    private const int Block = TensorLayout.Block;

    /// <summary>Brings the inputs of some rows of tiles to the points: V = B^T d B.</summary>
    /// <param name="x">The input's first float.</param>
    /// <param name="layout">Its layout, in whole blocks of channels, with the zeros that the taps see around it.</param>
    /// <param name="top">The input row that the first output row's first tap sees: minus the padding.</param>
    /// <param name="left">The input column likewise.</param>
    /// <param name="rows">Output rows.</param>
    /// <param name="columns">Output columns.</param>
    /// <param name="first">The first row of tiles.</param>
    /// <param name="count">Rows of tiles.</param>
    /// <param name="v">Receives what lies at the points.</param>
    /// <param name="plane">Floats from a block of channels to the next there.</param>
    /// <param name="share">The thread's share.</param>
    /// <param name="shares">The number of shares.</param>
    public static void TransformInput(
        ref float x, in TensorLayout layout, int top, int left, int rows, int columns, int first, int count, ref float v, int plane, int share, int shares)
    {
        ref float corner = ref Unsafe.Add(ref x, layout.Origin + (top * layout.RowStride) + (left * Block));
        WinogradTiles tiles = new(rows, columns, first, count, layout.Channels / Block, plane);
        switch (Simd.VectorBits)
        {
            case 512:
                WinogradKernels<Floats512>.TransformInput(ref corner, layout, tiles, ref v, share, shares);
                break;
            case 256:
                WinogradKernels<Floats256>.TransformInput(ref corner, layout, tiles, ref v, share, shares);
                break;
            default:
                WinogradKernels<Floats128>.TransformInput(ref corner, layout, tiles, ref v, share, shares);
                break;
        }
    }

    /// <summary>Brings sums at the points to the outputs of some rows of tiles: y = A^T M A + b.</summary>
    /// <param name="m">The sums.</param>
    /// <param name="plane">Floats from a block of channels to the next there.</param>
    /// <param name="bias">What is added for each channel; may be null.</param>
    /// <param name="activates">Whether ReLU follows.</param>
    /// <param name="first">The first row of tiles.</param>
    /// <param name="count">Rows of tiles.</param>
    /// <param name="y">Receives the outputs.</param>
    /// <param name="layout">Their layout, in whole blocks of channels.</param>
    /// <param name="share">The thread's share.</param>
    /// <param name="shares">The number of shares.</param>
    public static void TransformOutput(
        ref float m, int plane, ref float bias, bool activates, int first, int count, ref float y, in TensorLayout layout, int share, int shares)
    {
        WinogradTiles tiles = new(layout.Height, layout.Width, first, count, layout.Channels / Block, plane);
        switch (Simd.VectorBits)
        {
            case 512:
                WinogradKernels<Floats512>.TransformOutput(ref m, ref bias, activates, tiles, ref y, layout, share, shares);
                break;
            case 256:
                WinogradKernels<Floats256>.TransformOutput(ref m, ref bias, activates, tiles, ref y, layout, share, shares);
                break;
            default:
                WinogradKernels<Floats128>.TransformOutput(ref m, ref bias, activates, tiles, ref y, layout, share, shares);
                break;
        }
    }

    /// <summary>Brings the weights of sixteen filters of one channel to the points.</summary>
    /// <param name="from">The first weights.</param>
    /// <param name="tapStep">Floats from a tap to the next.</param>
    /// <param name="to">Receives the first point.</param>
    /// <param name="step">Floats from a point to the next.</param>
    internal static void TransformFilters(ref float from, nint tapStep, ref float to, nint step)
    {
        switch (Simd.VectorBits)
        {
            case 512:
                WinogradKernels<Floats512>.TransformFilters(ref from, tapStep, ref to, step);
                break;
            case 256:
                WinogradKernels<Floats256>.TransformFilters(ref from, tapStep, ref to, step);
                break;
            default:
                WinogradKernels<Floats128>.TransformFilters(ref from, tapStep, ref to, step);
                break;
        }
    }
}

/// <summary>Some rows of the tiles that a plane's outputs are cut into.</summary>
/// <param name="rows">Output rows, at least a tile's.</param>
/// <param name="columns">Output columns, at least a tile's.</param>
/// <param name="first">The first row of tiles.</param>
/// <param name="count">Rows of tiles.</param>
/// <param name="blocks">Blocks of channels.</param>
/// <param name="plane">Floats from a block of channels to the next at the points.</param>
internal readonly struct WinogradTiles(int rows, int columns, int first, int count, int blocks, int plane)
{
    /// <summary>Rows of tiles.</summary>
    public int Rows => count;

    /// <summary>Tiles of a row.</summary>
    public int Columns => (columns + Winograd.Side - 1) / Winograd.Side;

    /// <summary>Rows of tiles of all blocks, which threads share.</summary>
    public int AllRows => blocks * count;

    /// <summary>Floats from a point to the next.</summary>
    public nint PointStep => (nint)blocks * plane;

    /// <summary>The first tile's place at the points, of a row of tiles counted through all blocks.</summary>
    public nint PlaceOf(int row) => ((nint)(row / count) * plane) + (row % count * Columns * TensorLayout.Block);

    /// <summary>The first output row of a row of tiles.</summary>
    public int RowOf(int tileRow) => Math.Min((first + tileRow) * Winograd.Side, rows - Winograd.Side);

    /// <summary>The first output column of a tile.</summary>
    public int ColumnOf(int tile) => Math.Min(tile * Winograd.Side, columns - Winograd.Side);

    /// <summary>Rows of a tile that the row of tiles above has.</summary>
    public int RowsAbove(int tileRow) => ((first + tileRow) * Winograd.Side) - RowOf(tileRow);

    /// <summary>Columns of a tile that the one on its left has.</summary>
    public int ColumnsBefore(int tile) => (tile * Winograd.Side) - ColumnOf(tile);
}
