using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A direct convolution of planes: a vector holds neighbouring pixels of one row, for layers with few filters on wide rows.</summary>
/// <remarks>Rows are computed in whole vectors; what lies past a row's end is overwritten by the next row or lies in the plane's spill.</remarks>
/// <param name="Shape">The convolution.</param>
/// <param name="Tiles">What stays in registers, as the passes have chosen it.</param>
internal sealed record PlanarConvolveKernel(ConvolveShape Shape, PerWidth<PlanarTile> Tiles) : Kernel
{
    public override string Name => KernelNames.PlanarConvolve(Shape);

    public override void Write(KernelWriter kernel)
    {
        PlanarTile tile = Tiles[kernel.Width];
        string summary = $"{Shape.Summary}; tile: {tile.Filters} filters x {tile.Rows} rows x {tile.Vectors} vectors of {kernel.Width.Lanes} columns";
        kernel.Main(Shape.Parameters, summary, writer => WriteDriver(writer, kernel, tile));
    }

    private void WriteDriver(CodeWriter writer, KernelWriter kernel, PlanarTile tile)
    {
        ConvGeometry geometry = Shape.Geometry;
        TensorForm x = Shape.X;
        TensorForm y = Shape.Y;
        PackShape pack = Shape.Pack;
        int lanes = kernel.Width.Lanes;
        PerAxis<long> inputStep = geometry.InputStep(x);
        using CodeWriter.LoopBlock slice = writer.Loop("slice", geometry.Outputs.Depth);
        int firstRow = 0;
        foreach ((int rows, int rowTiles) in Parts.Whole(geometry.Outputs.Rows, tile.Rows))
        {
            using (CodeWriter.LoopBlock row = writer.Loop("row", rowTiles))
            {
                foreach ((int filter, int filters) in PlanarTile.FilterParts(geometry, pack.Tile, tile.Filters))
                {
                    int firstVector = 0;
                    foreach ((int vectors, int vectorTiles) in Parts.Whole(PlanarTile.RowVectors(geometry, kernel.Width), tile.Vectors))
                    {
                        PlanarTile size = new(filters, rows, vectors);
                        string method = AddTile(kernel, size);
                        using CodeWriter.LoopBlock column = writer.Loop("column", vectorTiles);
                        string input = At(
                            "x",
                            geometry.InputOrigin(x) + (firstRow * inputStep.Rows) + (firstVector * lanes),
                            slice.Times(inputStep.Depth),
                            row.Times(rows * inputStep.Rows),
                            column.Times(vectors * lanes));
                        string output = At(
                            "y",
                            y.Origin + ((long)filter * y.PlaneStride) + ((long)firstRow * y.Step.Rows) + (firstVector * lanes),
                            slice.Times(y.Step.Depth),
                            row.Times((long)rows * y.Step.Rows),
                            column.Times(vectors * lanes));
                        string weights = At("w", ((long)filter / pack.Tile * pack.TileLength) + (filter % pack.Tile));
                        string bias = Shape.HasBias ? At("b", filter) + ", " : "";
                        string slopes = Shape.Activation is { Function.Slopes: not SlopeCount.None and var count } ? ", " + At("s", count == SlopeCount.One ? 0 : filter) : "";
                        writer.Line($"{method}({input}, {weights}, {bias}{output}{slopes}{SumOf(size).Arguments(geometry, x)});");
                        firstVector += vectors * vectorTiles;
                    }
                }

                if (Shape.Activation.OverMemory() is { } function)
                {
                    // Row by row: what lies past their ends are no sums.
                    using CodeWriter.LoopBlock plane = writer.Loop("plane", geometry.Filters);
                    using CodeWriter.LoopBlock line = writer.Loop("line", rows);
                    string place = At(
                        "y", y.Origin + ((long)firstRow * y.Step.Rows), slice.Times(y.Step.Depth), row.Times((long)rows * y.Step.Rows), plane.Times(y.PlaneStride), line.Times(y.Step.Rows));
                    writer.Line($"Activations.Apply({function.Instance}, {place}, {place}, {Number(y.RowLength)});");
                }
            }

            firstRow += rows * rowTiles;
        }
    }

    private string AddTile(KernelWriter kernel, PlanarTile tile)
    {
        string summary = $"{tile.Filters} filters x {tile.Rows} rows x {tile.Vectors} vectors of {kernel.Width.Lanes} columns in {tile.Filters * tile.Rows * tile.Vectors} registers";
        return kernel.Add($"_Tile{tile.Filters}x{tile.Rows}x{tile.Vectors}", Shape.Parameters + SumOf(tile).Parameters, summary, writer => WriteTile(writer, kernel.Width, tile));
    }

    private Reduction SumOf(PlanarTile tile) => Reduction.Of(Shape.Geometry, Shape.X, Shape.Pack.Tile, tile.Filters * tile.Rows * tile.Vectors);

    private void WriteTile(CodeWriter writer, VectorWidth width, PlanarTile tile)
    {
        ConvGeometry geometry = Shape.Geometry;
        TensorForm x = Shape.X;
        TensorForm y = Shape.Y;
        foreach ((int filter, int row, int vector) in Sums(tile))
        {
            bool isFirst = row == 0 && vector == 0;
            string first = Shape.HasBias ? width.Broadcast("b", filter) : width.Zero();
            writer.Line(width.Declare(Sum(filter, row, vector), isFirst ? first : Sum(filter, 0, 0)));
        }

        long rowStep = geometry.InputStep(x).Rows;
        writer.Line($"{Vector} weight;");
        SumOf(tile).Write(writer, rows: 1, (xOffset, wOffset, step) =>
        {
            for (int pixels = 0; pixels < tile.Rows * tile.Vectors; pixels++)
            {
                long offset = xOffset + (pixels / tile.Vectors * rowStep) + (pixels % tile.Vectors * width.Lanes);
                writer.Line($"{(step == 0 ? $"{Vector} " : "")}x{Number(pixels)} = {width.Load("xk", offset)};");
            }

            for (int filter = 0; filter < tile.Filters; filter++)
            {
                writer.Line($"weight = {width.Broadcast("wk", wOffset + filter)};");
                for (int pixels = 0; pixels < tile.Rows * tile.Vectors; pixels++)
                {
                    string sum = Sum(filter, pixels / tile.Vectors, pixels % tile.Vectors);
                    writer.Line($"{sum} = {width.MultiplyAdd("weight", "x" + Number(pixels), sum)};");
                }
            }
        });

        // Rows in order: what a row writes past its end is the next row's to overwrite.
        foreach ((int filter, int row, int vector) in Sums(tile))
        {
            string sum = Sum(filter, row, vector);
            string value = Shape.Activation.InRegisters() is { } activation ? activation.Of(sum, width.Broadcast("s", activation.Slopes == SlopeCount.OneAChannel ? filter : 0)) : sum;
            writer.Line(width.Store(value, "y", ((long)filter * y.PlaneStride) + ((long)row * y.Step.Rows) + (vector * width.Lanes)));
        }
    }

    private static IEnumerable<(int Filter, int Row, int Vector)> Sums(PlanarTile tile) =>
        from filter in Enumerable.Range(0, tile.Filters)
        from row in Enumerable.Range(0, tile.Rows)
        from vector in Enumerable.Range(0, tile.Vectors)
        select (filter, row, vector);

    private static string Sum(int filter, int row, int vector) =>
        "y" + Number(filter) + "_" + Number(row) + "_" + Number(vector);
}
