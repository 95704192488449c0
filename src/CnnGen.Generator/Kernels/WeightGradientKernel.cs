using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>The gradient by a convolution's weights: dw[f, c, t] = sum over samples and pixels of dy[f] * x[c, under t].</summary>
/// <remarks>
/// A tile of weight rows (taps and channels) times two vectors of filters stays in registers over all samples and pixels; each pixel loads
/// the filters' gradients once and multiplies them by one input element a row: with one vector there would be more loads than
/// multiply-adds. Every weight is stored once, in sample order. How many weights and pixels there are is told in arguments, so that
/// convolutions of many shapes share a text.
/// </remarks>
/// <param name="PackTile">Filters of a tile of packed weights.</param>
/// <param name="HasBlocks">Whether there are whole blocks of 16 channels.</param>
/// <param name="Rest">Channels behind them.</param>
/// <param name="ChannelStep">Floats from the input of a channel to the next.</param>
/// <param name="Kernel">Taps on each axis; ones where none are written out.</param>
/// <param name="TapStep">Floats between the inputs of those that are.</param>
/// <param name="ColumnStep">Floats between the inputs of neighbouring pixels of a row.</param>
/// <param name="ColumnsUnit">What the number of columns is a multiple of, as far as it matters.</param>
/// <param name="HasSlices">Whether there are slices.</param>
internal sealed record WeightGradientKernel(
    int PackTile, bool HasBlocks, int Rest, int ChannelStep, PerAxis<int> Kernel, PerAxis<long> TapStep, int ColumnStep, int ColumnsUnit, bool HasSlices) : Kernel
{
    // Of 1, 2, 3 and 4 columns side by side.
    private const int MostColumnsUnit = 12;

    public override string Name
    {
        get
        {
            string channels = (HasBlocks ? $"_c{Number(Tensor.Block)}" : "") + (Rest == 0 ? "" : $"_c{Number(Rest)}") + (ChannelStep == 1 ? "" : $"p{Number(ChannelStep)}");
            string taps = Kernel == PerAxis.Ones ? "" : $"_k{Kernel.Text()}by{Number(TapStep.Rows)}_{Number(TapStep.Columns)}";
            string columns = (ColumnStep is 0 or Tensor.Block ? "" : $"_x{Number(ColumnStep)}") + (ColumnsUnit == 1 ? "" : $"_by{Number(ColumnsUnit)}");
            return $"ConvolveWeightGradient{channels}_w{Number(PackTile)}{taps}{columns}{(HasSlices ? "_3d" : "")}";
        }
    }

    private IEnumerable<string> Axes => ConvolveNumbers.Axes(HasSlices);

    /// <summary>The numbers that it takes.</summary>
    private IEnumerable<string> Numbers =>
    [
        "groups",
        "tiles",
        "channels",
        "blockStep",
        .. Axes.Select(static axis => $"tap{axis}s"),
        .. Axes.Select(static axis => $"tap{axis}Step"),
        "xOrigin",
        "dyOrigin",
        "dyPlane",
        .. PixelNumbers,
    ];

    // In the order in which a tile takes them.
    private IEnumerable<string> PixelNumbers => [.. HasSlices ? ["slices", "xSliceStep", "dySliceStep"] : Array.Empty<string>(), "rows", "xRowStep", "dyRowStep", "columns"];

    /// <summary>The kernel of a convolution's gradient.</summary>
    public static WeightGradientKernel Of(ConvGeometry geometry, TensorForm x, PackShape pack)
    {
        PerAxis<int> outputs = geometry.Outputs;
        WeightGradientKernel kernel = new(
            pack.Tile,
            geometry.Channels >= Tensor.Block,
            geometry.Channels % Tensor.Block,
            x.IsPlanar ? x.PlaneStride : 1,
            geometry.Kernel with { Depth = 1 },
            geometry.TapStep(x) with { Depth = 0 },
            (int)geometry.InputMove(x).Columns,
            Enumerable.Range(1, MostColumnsUnit).Last(unit => MostColumnsUnit % unit == 0 && outputs.Columns % unit == 0),
            geometry.Kernel.Depth > 1 || outputs.Depth > 1);
        return VectorWidth.All.All(width => kernel.Stretches.All(channels => kernel.Unrolled(width, channels) == PerAxis.Ones))
            ? (kernel with { Kernel = PerAxis.Ones, TapStep = default }).WithoutUnit()
            : kernel.WithoutUnit();
    }

    // The columns matter where pixels side by side have sums of their own.
    private WeightGradientKernel WithoutUnit() =>
        VectorWidth.All.All(width => Stretches.All(channels => TilesOf(width, channels).All(static tile => tile.Kernel.Splits == 1))) ? this with { ColumnsUnit = 1 } : this;

    /// <summary>What is passed for the numbers of a convolution's gradient.</summary>
    public string Arguments(ConvGeometry geometry, TensorForm x, TensorForm dy, PackShape pack) =>
        ConvolveNumbers.Arguments(Numbers, name => ValueOf(name, geometry, x, dy, pack));

    private static long ValueOf(string name, ConvGeometry geometry, TensorForm x, TensorForm dy, PackShape pack) => name switch
    {
        "tiles" => pack.Tiles,
        "dyOrigin" => dy.Origin,
        "dyPlane" => dy.PlaneStride,
        "dySliceStep" => dy.Step.Depth,
        "dyRowStep" => dy.Step.Rows,
        _ => ConvolveNumbers.ValueOf(name, geometry, x),
    };

    // Channels that are gone through at once: those of a block, and those behind the last whole one.
    private IEnumerable<int> Stretches => [.. HasBlocks ? [Tensor.Block] : Array.Empty<int>(), .. Rest > 0 ? [Rest] : Array.Empty<int>()];

    // At 512 bits the second vector is another block's.
    private int VectorsAt(VectorWidth width) => width.Lanes < Tensor.Block || PackTile / Tensor.Block % 2 == 0 ? 2 : 1;

    /// <summary>Taps that are written out: where there are so few that a loop would leave tiles small.</summary>
    private PerAxis<int> Unrolled(VectorWidth width, int channels)
    {
        int most = 2 * width.MostAccumulators / VectorsAt(width);
        bool allTaps = Kernel.Rows * Kernel.Columns * channels <= most;
        return new PerAxis<int>(1, allTaps ? Kernel.Rows : 1, allTaps || Kernel.Columns * channels <= most ? Kernel.Columns : 1);
    }

    /// <summary>The tiles of a stretch of channels, with where the first row of each lies.</summary>
    private IEnumerable<(WeightRow First, WeightGradientTileKernel Kernel)> TilesOf(VectorWidth width, int channels)
    {
        PerAxis<int> unrolled = Unrolled(width, channels);
        long tapLength = (long)channels * PackTile;
        List<WeightRow> rows =
            (from row in Enumerable.Range(0, unrolled.Rows)
             from column in Enumerable.Range(0, unrolled.Columns)
             from channel in Enumerable.Range(0, channels)
             select new WeightRow(
                 (row * TapStep.Rows) + (column * TapStep.Columns) + ((long)channel * ChannelStep),
                 (((row * unrolled.Columns) + column) * tapLength) + ((long)channel * PackTile))).ToList();
        int most = width.MostAccumulators / VectorsAt(width);
        int tiles = (rows.Count + most - 1) / most;
        for (int tile = 0; tile < tiles; tile++)
        {
            WeightRow first = rows[rows.Count * tile / tiles];
            IEnumerable<WeightRow> inTile = rows.Take(rows.Count * (tile + 1) / tiles).Skip(rows.Count * tile / tiles);
            yield return (first, TileOf(width, inTile.Select(row => new WeightRow(row.Input - first.Input, row.Weights - first.Weights)).ToEquatableArray()));
        }
    }

    // With few rows the multiply-adds wait for each other: neighbouring pixels then have sums of their own.
    private WeightGradientTileKernel TileOf(VectorWidth width, EquatableArray<WeightRow> rows)
    {
        int vectors = VectorsAt(width);
        int sums = rows.Count * vectors;
        int splits = sums >= 8 ? 1 : Enumerable.Range(1, 4).Last(split => ColumnsUnit % split == 0 && split * sums <= width.MostAccumulators);
        return new WeightGradientTileKernel(rows, vectors, ColumnStep, splits, HasSlices);
    }

    public override void Write(KernelWriter kernel) => kernel.Main(
        "ref float x, ref float dy, ref float dw, int samples, int sampleStride" + ConvolveNumbers.Parameters(Numbers),
        $"{Number(VectorsAt(kernel.Width) * kernel.Width.Lanes)} filters at a time",
        writer => WriteDriver(writer, kernel));

    private void WriteDriver(CodeWriter writer, KernelWriter kernel)
    {
        int lanes = kernel.Width.Lanes;
        int vectors = VectorsAt(kernel.Width);
        int blocks = Math.Max(1, vectors * lanes / Tensor.Block);
        writer.Line($"int tapLength = {string.Join(" * ", Axes.Select(static axis => $"tap{axis}s"))} * {Number(PackTile)};");
        using CodeWriter.LoopBlock tile = writer.Loop("tile", "groups * tiles");
        using CodeWriter.LoopBlock block = writer.Loop("block", PackTile / Tensor.Block / blocks);
        using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block * blocks / (lanes * vectors));
        string blockPlane = block.Variable is null ? "" : $" + ({Times(block.Variable, blocks)} * dyPlane)";
        writer.Line($"ref float xg = {At("x", 0, " + xOrigin", ConvolveNumbers.GroupInput("channels"))};");
        writer.Line($"ref float dyb = {At("dy", 0, " + dyOrigin", $" + ({Times("tile", PackTile / Tensor.Block)} * dyPlane)", blockPlane, part.Times((long)vectors * lanes))};");
        writer.Line($"ref float dwb = {At("dw", 0, " + (tile * channels * tapLength)", block.Times((long)blocks * Tensor.Block), part.Times((long)vectors * lanes))};");
        if (HasBlocks)
        {
            using CodeWriter.LoopBlock channels = writer.Loop("channel", $"channels / {Number(Tensor.Block)}");
            WriteTaps(writer, kernel, Tensor.Block, channels.Variable!);
        }

        if (Rest > 0)
        {
            WriteTaps(writer, kernel, Rest, HasBlocks ? $"channels / {Number(Tensor.Block)}" : "");
        }
    }

    /// <summary>Writes the loops over taps.</summary>
    /// <param name="writer">Receives them.</param>
    /// <param name="kernel">Receives the tiles.</param>
    /// <param name="channels">Channels that are gone through at once.</param>
    /// <param name="blocksBefore">The blocks in front of them, as C#, or nothing.</param>
    private void WriteTaps(CodeWriter writer, KernelWriter kernel, int channels, string blocksBefore)
    {
        PerAxis<int> unrolled = Unrolled(kernel.Width, channels);
        using CodeWriter.LoopBlock slice = HasSlices ? writer.Loop("tapSlice", "tapSlices") : default;
        using CodeWriter.LoopBlock row = unrolled.Rows > 1 ? default : writer.Loop("tapRow", "tapRows");
        using CodeWriter.LoopBlock column = unrolled.Columns > 1 ? default : writer.Loop("tapColumn", "tapColumns");
        string inputBefore = blocksBefore.Length == 0 ? "" : $" + ({blocksBefore} * blockStep)";
        string weightsBefore = blocksBefore.Length == 0 ? "" : $" + ({blocksBefore} * {Number(Tensor.Block)} * tapLength)";
        string length = Number((long)channels * PackTile);
        string[] taps =
        [
            slice.Times("tapRows * tapColumns * " + length),
            row.Times("tapColumns * " + length),
            column.Times(length),
        ];
        foreach ((WeightRow first, WeightGradientTileKernel tile) in TilesOf(kernel.Width, channels))
        {
            string input = At("xg", first.Input, inputBefore, slice.Times("tapSliceStep"), row.Times("tapRowStep"), column.Times("tapColumnStep"));
            string weights = At("dwb", first.Weights, [weightsBefore, .. taps]);
            string across = tile.IsAcross(kernel.Width) ? "dyPlane, " : "";
            writer.Line($"{kernel.Call(tile)}({input}, ref dyb, {weights}, samples, sampleStride, {across}{string.Join(", ", PixelNumbers)});");
        }
    }
}
