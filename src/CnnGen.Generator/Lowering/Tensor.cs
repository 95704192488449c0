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

    /// <summary>Where its elements lie, as decided so far.</summary>
    public TensorForm Form => new(Channels, Height, Width, Groups, IsPlanar, Border);

    public bool IsVector => Form.IsVector;

    public int ColumnStride => Form.ColumnStride;

    public int RowStride => Form.RowStride;

    public int Planes => Form.Planes;

    public int PlaneStride => Form.PlaneStride;

    /// <summary>Floats of the whole array, border and spill included.</summary>
    public long Length => Form.Length;

    public int Origin => Form.Origin;

    public static int Blocks(int channels) => (channels + Block - 1) / Block;

    public static int RoundUp(int floats) => (floats + Block - 1) / Block * Block;

    /// <summary>The name and the layout in the field's words.</summary>
    public override string ToString() => $"{Name} {Form}";
}
