namespace CnnGen.Generator.Lowering;

/// <summary>Rows and columns of zeros around a plane.</summary>
internal readonly record struct Border(int Top, int Left, int Bottom, int Right)
{
    public bool IsEmpty => this == default;

    /// <summary>The smallest border that holds both.</summary>
    public Border Union(Border other) => new(
        System.Math.Max(Top, other.Top), System.Math.Max(Left, other.Left), System.Math.Max(Bottom, other.Bottom), System.Math.Max(Right, other.Right));
}

/// <summary>An array of one sample's values in the arena: (channels, rows, columns) in one of two layouts, with a border of zeros.</summary>
/// <remarks>
/// Blocked: (channels / 16, rows, columns, 16), so that one vector holds 16 channels of a pixel. The channels of each group begin a
/// block of their own. Planar: (channels, rows, columns), so that one vector holds 16 pixels of a channel.
/// Layout, border and place are decided by the passes named at each property.
/// </remarks>
internal sealed class Tensor(int id, string name, int channels, int height, int width, int groups)
{
    /// <summary>Channels of a block: one Vector512 of floats.</summary>
    public const int Block = 16;

    // A planar kernel may load or store this many floats past the end of a row: two vectors of a stride-2 pool.
    private const int PlanarSpill = 2 * Block;

    public int Id { get; } = id;

    public string Name { get; } = name;

    public int Channels { get; } = channels;

    public int Height { get; } = height;

    public int Width { get; } = width;

    public int Groups { get; } = groups;

    public int GroupChannels => Channels / Groups;

    /// <summary>Set by <see cref="ChooseLayouts"/>.</summary>
    public bool IsPlanar { get; set; }

    /// <summary>Grown by <see cref="PlanBorders"/>.</summary>
    public Border Border { get; set; }

    /// <summary>First float in the arena; set by <see cref="PlanMemory"/>.</summary>
    public int Offset { get; set; }

    public bool IsVector => Height == 1 && Width == 1;

    /// <summary>Floats from a column to the next.</summary>
    public int ColumnStride => IsPlanar ? 1 : Block;

    /// <summary>Floats from a row to the next.</summary>
    public int RowStride => (Border.Left + Width + Border.Right) * ColumnStride;

    /// <summary>Blocks of channels, or planes.</summary>
    public int Planes => IsPlanar ? Channels : Groups * Blocks(GroupChannels);

    /// <summary>Floats from a block of channels, or a plane, to the next.</summary>
    public int PlaneStride => IsPlanar ? RoundUp(((Border.Top + Height + Border.Bottom) * RowStride) + PlanarSpill) : (Border.Top + Height + Border.Bottom) * RowStride;

    /// <summary>Floats of the whole array, border and spill included.</summary>
    public long Length => (long)Planes * PlaneStride;

    /// <summary>Offset of channel 0, row 0, column 0: past the border.</summary>
    public int Origin => (Border.Top * RowStride) + (Border.Left * ColumnStride);

    public static int Blocks(int channels) => (channels + Block - 1) / Block;

    public static int RoundUp(int floats) => (floats + Block - 1) / Block * Block;

    /// <summary>The layout in the field's words.</summary>
    public override string ToString()
    {
        string layout = IsPlanar ? "planar" : "blocked";
        string border = Border.IsEmpty ? "" : $", border {Border.Top} {Border.Left} {Border.Bottom} {Border.Right}";
        return $"{Name} {Channels}x{Height}x{Width} {layout}{border}";
    }
}
