using System;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>The method of <see cref="GroupConvolveKernel"/> that goes over a row: one vector of output channels, some columns of it in registers at a time.</summary>
/// <param name="Geometry">The index arithmetic.</param>
/// <param name="X">The input.</param>
/// <param name="HasBias">Whether each filter adds a constant.</param>
/// <param name="Activation">Applied to the sums before they are stored, or null.</param>
/// <param name="Width">The vectors.</param>
internal sealed record GroupConvolveRow(ConvGeometry Geometry, TensorForm X, bool HasBias, ElementFunction? Activation, VectorWidth Width)
{
    /// <summary>The most columns of a filter: a row's taps are written out for each channel of a group, and what they see is in registers.</summary>
    public const int MostColumns = 7;

    /// <summary>The most taps of a filter.</summary>
    public const int MostTaps = MostColumns * MostColumns;

    // Weights, and what the JIT needs in between.
    private const int OtherRegisters = 2;

    private const string Sum = "y";

    /// <summary>Channels, and filters, of a group.</summary>
    private int Group => Geometry.Channels;

    private AxisGeometry Columns => Geometry.Axes.Columns;

    public string Parameters => $"ref float x, ref float w, {(HasBias ? "ref float b, " : "")}ref float y" + ActivationText.Parameter(Activation);

    /// <summary>Columns of a tile: as many as find room in registers beside the elements that they see of an input channel.</summary>
    private int TileColumns => Math.Max(1, Enumerable.Range(1, Width.Registers).LastOrDefault(columns => columns + Elements(columns).Length + OtherRegisters <= Width.Registers));

    /// <summary>Where a vector's input channels begin in a block, as a term to add: those of its own lanes, or of the group that they are part of.</summary>
    public string InputOf(CodeWriter.LoopBlock part) => Width.Lanes >= Group ? part.Times(Width.Lanes) : $" + ({part.Variable} / {Number(Group / Width.Lanes)} * {Number(Group)})";

    /// <summary>Where a vector's filters begin in weights of so many floats a group, as a term to add.</summary>
    public string FiltersOf(CodeWriter.LoopBlock part, int groupFloats)
    {
        int vectors = Group / Width.Lanes;
        return Width.Lanes >= Group
            ? part.Times((long)Width.Lanes / Group * groupFloats)
            : $" + ({part.Variable} / {Number(vectors)} * {Number(groupFloats)}) + ({part.Variable} % {Number(vectors)} * {Number(Width.Lanes)})";
    }

    /// <summary>Writes the method's body.</summary>
    public void Write(CodeWriter writer)
    {
        if (ActivationText.HasSlopes(Activation))
        {
            writer.Line(Width.Declare("slope", ActivationText.SlopesAt(Activation!, "ref s")));
        }

        int first = 0;
        foreach ((int columns, int tiles) in Parts.Even(Geometry.Outputs.Columns, TileColumns, unit: 1))
        {
            using CodeWriter.LoopBlock tile = writer.Loop("tile", tiles);
            using IDisposable? scope = tile.Variable is null ? writer.Scope() : null;
            writer.Line($"ref float xt = {At("x", (long)first * Columns.Stride * Tensor.Block, tile.Times((long)columns * Columns.Stride * Tensor.Block))};");
            writer.Line($"ref float yt = {At("y", (long)first * Tensor.Block, tile.Times((long)columns * Tensor.Block))};");
            WriteTile(writer, columns);
            first += columns * tiles;
        }
    }

    private void WriteTile(CodeWriter writer, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            writer.Line(Width.Declare(Sum + Number(column), column > 0 ? Sum + "0" : HasBias ? Filters("b", 0, Tensor.Block) : Width.Zero()));
        }

        PerAxis<int> kernel = Geometry.Kernel;
        long tapWeights = (long)Group * Tensor.Block;
        using (LoopNest tap = writer.Nest("tap", kernel with { Columns = 1 }))
        {
            writer.Line($"ref float xk = {At("xt", 0, tap.Times(Geometry.TapStep(X)))};");
            writer.Line($"ref float wk = {At("w", 0, tap.Times(new PerAxis<long>(kernel.Rows * kernel.Columns * tapWeights, kernel.Columns * tapWeights, tapWeights)))};");
            for (int channel = 0; channel < Group; channel++)
            {
                using IDisposable scope = writer.Scope();
                WriteChannel(writer, columns, channel);
            }
        }

        for (int column = 0; column < columns; column++)
        {
            string sum = Sum + Number(column);
            writer.Line(Width.Store(Activation is null ? sum : Activation.Of(sum, "slope"), "yt", (long)column * Tensor.Block));
        }
    }

    /// <summary>What one input channel of each group adds to the sums, by a row of taps.</summary>
    private void WriteChannel(CodeWriter writer, int columns, int channel)
    {
        foreach (int element in Elements(columns))
        {
            writer.Line(Width.Declare("x" + Number(element), Input(channel, element)));
        }

        for (int tap = 0; tap < Columns.Taps; tap++)
        {
            string weights = Filters("wk", ((long)tap * Group * Tensor.Block) + ((long)channel * Tensor.Block), Geometry.Taps * Group * Tensor.Block);
            writer.Line(tap == 0 ? Width.Declare("weights", weights) : $"weights = {weights};");
            for (int column = 0; column < columns; column++)
            {
                string sum = Sum + Number(column);
                writer.Line($"{sum} = {Width.MultiplyAdd("weights", "x" + Number((column * Columns.Stride) + (tap * Columns.Dilation)), sum)};");
            }
        }
    }

    /// <summary>The elements of a row that a tile sees, from its first on.</summary>
    private int[] Elements(int columns) =>
        [.. Enumerable.Range(0, columns).SelectMany(column => Enumerable.Range(0, Columns.Taps), (column, tap) => (column * Columns.Stride) + (tap * Columns.Dilation)).Distinct().OrderBy(static element => element)];

    /// <summary>An input channel of each of the vector's groups, in all lanes of its group.</summary>
    private string Input(int channel, int element)
    {
        long offset = (long)element * Tensor.Block;
        return Width.Lanes <= Group
            ? Width.Broadcast("xk", offset + channel)
            : $"Shuffle({Width.Load("xk", offset)}, Create({string.Join(", ", Enumerable.Range(0, Width.Lanes).Select(lane => (lane / Group * Group) + channel))}))";
    }

    /// <summary>The numbers of a vector's filters, which lie group by group.</summary>
    private string Filters(string reference, long offset, long groupFloats) => Filters(Width, reference, offset, groupFloats);

    private string Filters(VectorWidth width, string reference, long offset, long groupFloats)
    {
        string type = width == Width ? "" : width.Type + ".";
        if (width.Lanes <= Group)
        {
            return type + width.Load(reference, offset);
        }

        VectorWidth half = VectorWidth.All.First(other => 2 * other.Bits == width.Bits);
        string lower = Filters(half, reference, offset, groupFloats);
        string upper = Filters(half, reference, offset + (half.Lanes / Group * groupFloats), groupFloats);
        return $"{type}Create({lower}, {upper})";
    }
}
