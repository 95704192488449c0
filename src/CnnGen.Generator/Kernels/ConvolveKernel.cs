using System;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A direct convolution into blocked channels: a vector holds neighbouring filters of one pixel.</summary>
/// <remarks>
/// The kernel walks tiles of filters times pixels; each size of tile is a kernel of its own, <see cref="ConvolveTileKernel"/>.
/// </remarks>
/// <param name="Shape">The convolution.</param>
/// <param name="Tile">What stays in registers, as the passes have chosen it for the vectors that the kernel is written for.</param>
internal sealed record ConvolveKernel(ConvolveShape Shape, ConvTile Tile) : Kernel
{
    public override string Name => KernelNames.Convolve(Shape);

    public override void Write(KernelWriter kernel)
    {
        VectorWidth width = kernel.Width;
        string walks = Tile.Walks(Shape.Geometry.Channels) == 1 ? "" : $"; {Number(Tile.ChannelsAWalk)} channels a walk, since all are more than L2 keeps";
        string summary = $"{Shape.Summary}; tile: {Tile.Vectors} vectors of {width.Lanes} filters x {Tile.Rows} rows x {Tile.Columns} columns, "
            + $"{Number(Tile.Accumulators)} sums in {Number(width.Registers)} registers{walks}";
        kernel.Main(Shape.Parameters + (Shape.IsShared ? Share.Parameters : ""), summary, writer => WriteDriver(writer, kernel, Tile));
    }

    private void WriteDriver(CodeWriter writer, KernelWriter kernel, ConvTile tile)
    {
        ConvGeometry geometry = Shape.Geometry;
        TensorForm x = Shape.X;
        TensorForm y = Shape.Y;
        PackShape pack = Shape.Pack;
        int filters = (tile.Vectors + tile.Padding) * kernel.Width.Lanes;
        int parts = pack.Tile / filters;
        int groupBlocksIn = Tensor.Blocks(geometry.Channels);
        int groupBlocksOut = Tensor.Blocks(geometry.Filters);
        int walks = tile.Walks(geometry.Channels);
        PerAxis<int> outputs = geometry.Outputs;
        PerAxis<long> inputStep = geometry.InputStep(x);
        PerAxis<long> outputStep = geometry.OutputStep(y);

        PerAxis<int> pool = Shape.Pool?.Kernel ?? PerAxis.Ones;
        (int, int)[] rowParts = [.. Parts.Even(outputs.Rows, tile.Rows, pool.Rows)];
        string shared = !Shape.IsShared ? ""
            : Share.EvenestOf([("group", geometry.Groups), ("tile", pack.Tiles), ("part", parts), ("slice", outputs.Depth), ("row", rowParts[0].Item2)]);
        using CodeWriter.LoopBlock group = Over("group", geometry.Groups);
        using CodeWriter.LoopBlock walk = writer.Loop("walk", walks);
        using CodeWriter.LoopBlock filterTile = Over("tile", pack.Tiles);
        using CodeWriter.LoopBlock part = Over("part", parts);
        string walkInput = walk.Times((long)tile.ChannelsAWalk / Tensor.Block * Reduction.BlockStep(x));
        string walkWeights = walk.Times((long)tile.ChannelsAWalk * geometry.Taps * pack.Tile);
        writer.Line($"ref float xg = {At("x", geometry.InputOrigin(x), group.Times((long)groupBlocksIn * x.PlaneStride), walkInput)};");
        writer.Line($"ref float wt = {At("w", 0, group.Times((long)pack.Tiles * pack.TileLength), filterTile.Times(pack.TileLength), part.Times(filters), walkWeights)};");
        if (Shape.HasBias)
        {
            writer.Line($"ref float bt = {At("b", 0, group.Times((long)pack.Tiles * pack.Tile), filterTile.Times(pack.Tile), part.Times(filters))};");
        }

        if (ActivationText.HasSlopes(Shape.Activation))
        {
            string first = At("s", 0, group.Times((long)pack.Tiles * pack.Tile), filterTile.Times(pack.Tile), part.Times(filters));
            writer.Line($"ref float st = {(Shape.Activation!.Slopes == SlopeCount.One ? "ref s" : first)};");
        }

        string outputGroup = group.Times((long)groupBlocksOut * y.PlaneStride);
        string outputTile = filterTile.Times((long)pack.Tile / Tensor.Block * y.PlaneStride);
        string outputPart = part.Times((long)filters / Tensor.Block * y.PlaneStride);
        writer.Line($"ref float yt = {At("y", geometry.OutputOrigin(y), outputGroup, outputTile, outputPart)};");

        WalkedSum sums = walks == 1 ? WalkedSum.Whole(geometry)
            : new WalkedSum(
                walk.Variable + " > 0",
                $"{walk.Variable} == {Number(walks - 1)}",
                geometry.Channels % tile.ChannelsAWalk == 0 ? Number(tile.ChannelsAWalk)
                    : $"Math.Min({Number(tile.ChannelsAWalk)}, {Number(geometry.Channels)} - ({walk.Variable} * {Number(tile.ChannelsAWalk)}))");
        using CodeWriter.LoopBlock slice = Over("slice", outputs.Depth);
        int firstRow = 0;
        foreach ((int rows, int rowTiles) in rowParts)
        {
            using (CodeWriter.LoopBlock row = Over("row", rowTiles))
            {
                int firstColumn = 0;
                foreach ((int columns, int columnTiles) in Parts.Even(outputs.Columns, tile.Columns, pool.Columns))
                {
                    ConvTile size = new(tile.Vectors, rows, columns, ConvTile.SplitsOf(tile.Vectors * rows * columns, kernel.Width)) { Padding = tile.Padding };
                    using CodeWriter.LoopBlock column = writer.Loop("column", columnTiles);
                    string input = At(
                        "xg",
                        (firstRow * inputStep.Rows) + (firstColumn * inputStep.Columns),
                        slice.Times(inputStep.Depth),
                        row.Times(rows * inputStep.Rows),
                        column.Times(columns * inputStep.Columns));
                    string output = At(
                        "yt",
                        (firstRow / pool.Rows * outputStep.Rows) + (firstColumn / pool.Columns * outputStep.Columns),
                        slice.Times(outputStep.Depth),
                        row.Times(rows / pool.Rows * outputStep.Rows),
                        column.Times(columns / pool.Columns * outputStep.Columns));
                    writer.Line(ConvolveTileKernel.Of(Shape, size).CallOf(kernel, Shape, input, output, sums));
                    firstColumn += columns * columnTiles;
                }

                if (Shape.Activation.OverMemory() is { } activation)
                {
                    string line = At("yt", firstRow / pool.Rows * outputStep.Rows, slice.Times(outputStep.Depth), row.Times(rows / pool.Rows * outputStep.Rows));
                    WriteActivation(writer, activation, line, filters / Tensor.Block, rows / pool.Rows, walks == 1 ? null : sums.Ends);
                }
            }

            firstRow += rows * rowTiles;
        }

        CodeWriter.LoopBlock Over(string variable, int count) => variable == shared ? writer.SharedLoop(variable, count) : writer.Loop(variable, count);
    }

    /// <summary>Goes over the rows of outputs that tiles have just stored.</summary>
    /// <param name="writer">Receives the loops.</param>
    /// <param name="activation">What is applied to them.</param>
    /// <param name="first">The first float, as an argument.</param>
    /// <param name="blocks">Blocks of 16 filters.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="condition">Whether the sums are whole, as C#; null where they always are.</param>
    private void WriteActivation(CodeWriter writer, ElementFunction activation, string first, int blocks, int rows, string? condition)
    {
        using IDisposable scope = condition is null ? writer.Scope() : writer.Block($"if ({condition})");
        writer.Line($"ref float ya = {first};");
        using CodeWriter.LoopBlock block = writer.Loop("block", blocks);
        using CodeWriter.LoopBlock line = writer.Loop("line", rows);
        writer.Line(activation.Over(At("ya", 0, block.Times(Shape.Y.PlaneStride), line.Times(Shape.Y.Step.Rows)), Shape.Y.RowLength));
    }
}

/// <summary>Which part of their sums one walk over the outputs adds up, as C#.</summary>
/// <param name="Continues">Whether the outputs hold the sums of walks before it.</param>
/// <param name="Ends">Whether the sums are whole behind it.</param>
/// <param name="Channels">Channels that it adds up.</param>
internal sealed record WalkedSum(string Continues, string Ends, string Channels)
{
    /// <summary>All of it.</summary>
    public static WalkedSum Whole(ConvGeometry geometry) => new("false", "true", Number(geometry.Channels));
}
