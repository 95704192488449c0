namespace CnnGen.Generator.Lowering;

/// <summary>Where a tensor's elements lie, from its first float on: all that kernels need of it. Forms compare by value, whatever tensors have them.</summary>
/// <remarks><see cref="Tensor"/> explains the layouts.</remarks>
/// <param name="Channels">Channels, those of all groups together.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Groups">Groups of channels that begin a block of their own.</param>
/// <param name="IsPlanar">Planar or blocked.</param>
/// <param name="Border">The zeros around each plane.</param>
internal readonly record struct TensorForm(int Channels, int Height, int Width, int Groups, bool IsPlanar, Border Border)
{
    // A planar kernel may load or store this many floats past the end of a row: two vectors of a stride-2 pool.
    private const int PlanarSpill = 2 * Tensor.Block;

    public int GroupChannels => Channels / Groups;

    public bool IsVector => Height == 1 && Width == 1;

    /// <summary>Floats from a column to the next.</summary>
    public int ColumnStride => IsPlanar ? 1 : Tensor.Block;

    /// <summary>Floats from a row to the next.</summary>
    public int RowStride => (Border.Left + Width + Border.Right) * ColumnStride;

    /// <summary>Blocks of channels, or planes.</summary>
    public int Planes => IsPlanar ? Channels : Groups * Tensor.Blocks(GroupChannels);

    /// <summary>Floats from a block of channels, or a plane, to the next.</summary>
    public int PlaneStride => IsPlanar
        ? Tensor.RoundUp(((Border.Top + Height + Border.Bottom) * RowStride) + PlanarSpill)
        : (Border.Top + Height + Border.Bottom) * RowStride;

    /// <summary>Floats of the whole array, border and spill included.</summary>
    public long Length => (long)Planes * PlaneStride;

    /// <summary>Offset of channel 0, row 0, column 0: past the border.</summary>
    public int Origin => (Border.Top * RowStride) + (Border.Left * ColumnStride);

    /// <summary>The form in the field's words.</summary>
    public override string ToString()
    {
        string layout = IsPlanar ? "planar" : "blocked";
        string border = Border.IsEmpty ? "" : $", border {Border.Top} {Border.Left} {Border.Bottom} {Border.Right}";
        return $"{Channels}x{Height}x{Width} {layout}{border}";
    }
}
