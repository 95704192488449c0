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
        (string sumsName, TensorForm sums) = Shape.Sums;
        PackShape pack = Shape.Pack;
        int filters = (tile.Vectors + tile.Padding) * kernel.Width.Lanes;
        int parts = pack.Tile / filters;
        int groupBlocksIn = Tensor.Blocks(geometry.Channels);
        int groupBlocksOut = Tensor.Blocks(geometry.Filters);
        int walks = tile.Walks(geometry.Channels);
        PerAxis<int> outputs = geometry.Outputs;
        PerAxis<long> inputStep = geometry.InputStep(x);
        PerAxis<long> outputStep = geometry.OutputStep(sums);

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

        if (ActivationText.HasSlopes(Shape.Activation?.Function))
        {
            string first = At("s", 0, group.Times((long)pack.Tiles * pack.Tile), filterTile.Times(pack.Tile), part.Times(filters));
            writer.Line($"ref float st = {(Shape.Activation!.Function.Slopes == SlopeCount.One ? "ref s" : first)};");
        }

        foreach ((string name, TensorForm form) in Shape.Activation.Written(Shape.Y))
        {
            string outputGroup = group.Times((long)groupBlocksOut * form.PlaneStride);
            string outputTile = filterTile.Times((long)pack.Tile / Tensor.Block * form.PlaneStride);
            string outputPart = part.Times((long)filters / Tensor.Block * form.PlaneStride);
            writer.Line($"ref float {name}t = {At(name, geometry.OutputOrigin(form), outputGroup, outputTile, outputPart)};");
        }

        WalkedSum walked = walks == 1 ? WalkedSum.Whole(geometry)
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
                        sumsName + "t",
                        (firstRow / pool.Rows * outputStep.Rows) + (firstColumn / pool.Columns * outputStep.Columns),
                        slice.Times(outputStep.Depth),
                        row.Times(rows / pool.Rows * outputStep.Rows),
                        column.Times(columns / pool.Columns * outputStep.Columns));
                    writer.Line(ConvolveTileKernel.Of(Shape, size).CallOf(kernel, Shape, input, output, walked));
                    firstColumn += columns * columnTiles;
                }

                if (Shape.Activation.OverMemory() is { } function)
                {
                    int first = firstRow / pool.Rows;
                    int rowsStored = rows / pool.Rows;
                    using IDisposable scope = walks == 1 ? writer.Scope() : writer.Block($"if ({walked.Ends})");
                    foreach ((string name, TensorForm form) in Shape.Activation.Written(Shape.Y))
                    {
                        PerAxis<long> step = geometry.OutputStep(form);
                        writer.Line($"ref float {name}a = {At(name + "t", first * step.Rows, slice.Times(step.Depth), row.Times(rowsStored * step.Rows))};");
                    }

                    WriteActivation(writer, kernel.Width, function, filters / Tensor.Block, rowsStored, outputs.Columns / pool.Columns);
                }
            }

            firstRow += rows * rowTiles;
        }

        CodeWriter.LoopBlock Over(string variable, int count) => variable == shared ? writer.SharedLoop(variable, count) : writer.Loop(variable, count);
    }

    /// <summary>Goes over the rows of outputs that tiles have just stored.</summary>
    /// <param name="writer">Receives the loops.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="function">What is applied to them.</param>
    /// <param name="blocks">Blocks of 16 filters.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Outputs of a row.</param>
    private void WriteActivation(CodeWriter writer, VectorWidth width, ElementFunction function, int blocks, int rows, int columns)
    {
        (string sumsName, TensorForm sums) = Shape.Sums;
        using CodeWriter.LoopBlock block = writer.Loop("block", blocks);
        using CodeWriter.LoopBlock line = writer.Loop("line", rows);
        function.WriteOver(writer, width, new StoredRow(Row(sumsName, sums), Row("y", Shape.Y), ActivationText.SlopesOf(function, "st", block.Times(Tensor.Block)), columns, Shape.Geometry.OutputStep(sums).Columns));

        string Row(string name, TensorForm form) => At(name + "a", 0, block.Times(form.PlaneStride), line.Times(Shape.Geometry.OutputStep(form).Rows));
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
