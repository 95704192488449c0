using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Tensors;

/// <summary>Where a tensor's elements lie, from its first float on: all that kernels need of it. Forms compare by value, whatever tensors have them.</summary>
/// <remarks>
/// Blocked: (channels / 16, slices, rows, columns, 16), so that one vector holds 16 channels of a pixel. The channels of each group begin a
/// block of their own. Planar: (channels, slices, rows, columns), so that one vector holds 16 pixels of a channel.
/// </remarks>
/// <param name="Channels">Channels, those of all groups together.</param>
/// <param name="Size">Slices, rows and columns.</param>
/// <param name="Groups">Groups of channels that begin a block of their own.</param>
/// <param name="IsPlanar">Planar or blocked.</param>
/// <param name="Border">The zeros around each plane.</param>
internal readonly record struct TensorForm(int Channels, PerAxis<int> Size, int Groups, bool IsPlanar, Border Border)
{
    /// <summary>The most floats behind a plane's elements: the spill, in whole blocks.</summary>
    public const int MostSpill = PlanarSpill + Tensor.Block;

    // A planar kernel may load or store this many floats past the end of a row: two vectors of a stride-2 pool.
    private const int PlanarSpill = 2 * Tensor.Block;

    public int GroupChannels => Channels / Groups;

    public bool IsVector => Size == PerAxis.Ones;

    /// <summary>Elements with their border on each axis.</summary>
    public PerAxis<int> Extent => Size.Zip(Border.Axes, static (size, margin) => margin.Before + size + margin.After);

    /// <summary>Floats from an element to the next on each axis.</summary>
    public PerAxis<int> Step
    {
        get
        {
            PerAxis<int> extent = Extent;
            int column = IsPlanar ? 1 : Tensor.Block;
            int row = extent.Columns * column;
            return new PerAxis<int>(extent.Rows * row, row, column);
        }
    }

    /// <summary>Blocks of channels, or planes.</summary>
    public int Planes => IsPlanar ? Channels : Groups * Tensor.Blocks(GroupChannels);

    /// <summary>Floats from a block of channels, or a plane, to the next.</summary>
    public int PlaneStride
    {
        get
        {
            int floats = Extent.Depth * Step.Depth;
            return IsPlanar ? Tensor.RoundUp(floats + PlanarSpill) : floats;
        }
    }

    /// <summary>Floats of the whole array, border and spill included.</summary>
    public long Length => (long)Planes * PlaneStride;

    /// <summary>Offset of channel 0's first element: past the border.</summary>
    public int Origin => (int)Offset(Border.Axes.Select(static margin => (long)margin.Before));

    /// <summary>Floats of a row without its border.</summary>
    public int RowLength => Size.Columns * Step.Columns;

    /// <summary>Floats from an element to one that lies this far on.</summary>
    public long Offset(PerAxis<long> distance)
    {
        PerAxis<int> step = Step;
        return (distance.Depth * step.Depth) + (distance.Rows * step.Rows) + (distance.Columns * step.Columns);
    }

    /// <summary>The form of one of its blocks of channels, or planes: all that a kernel needs that is told how many there are.</summary>
    public TensorForm Plane => this with { Channels = IsPlanar ? 1 : Tensor.Block, Groups = 1 };

    /// <summary>The form of its planes in the field's words.</summary>
    public string PlaneText => $"{Size.Text()} {(IsPlanar ? "planar" : "blocked")}{(Border.IsEmpty ? "" : $", border {Border}")}";

    /// <summary>The form in the field's words.</summary>
    public override string ToString() => $"{Channels}x{PlaneText}";
}
