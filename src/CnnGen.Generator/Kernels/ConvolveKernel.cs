using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A direct convolution into blocked channels: a vector holds neighbouring filters of one pixel.</summary>
/// <remarks>
/// A tile of filters times pixels stays in registers over the whole sum; each step loads the filters' weights and multiplies them by
/// one input element a pixel. The kernel walks tiles; each size of tile is a method of its own.
/// </remarks>
/// <param name="Shape">The convolution.</param>
/// <param name="Tile">What stays in registers, as the passes have chosen it for the vectors that the kernel is written for.</param>
internal sealed record ConvolveKernel(ConvolveShape Shape, ConvTile Tile) : Kernel
{
    public override string Name => KernelNames.Convolve(Shape);

    public override void Write(KernelWriter kernel)
    {
        VectorWidth width = kernel.Width;
        string summary = $"{Shape.Summary}; tile: {Tile.Vectors} vectors of {width.Lanes} filters x {Tile.Rows} rows x {Tile.Columns} columns";
        kernel.Main(Shape.Parameters, summary, writer => WriteDriver(writer, kernel, Tile));
    }

    private void WriteDriver(CodeWriter writer, KernelWriter kernel, ConvTile tile)
    {
        ConvGeometry geometry = Shape.Geometry;
        TensorForm x = Shape.X;
        TensorForm y = Shape.Y;
        PackShape pack = Shape.Pack;
        int filters = tile.Vectors * kernel.Width.Lanes;
        int parts = pack.Tile / filters;
        int groupBlocksIn = Tensor.Blocks(geometry.Channels);
        int groupBlocksOut = Tensor.Blocks(geometry.Filters);
        PerAxis<int> outputs = geometry.Outputs;
        PerAxis<long> inputStep = geometry.InputStep(x);
        PerAxis<long> outputStep = geometry.OutputStep(y);

        using CodeWriter.LoopBlock group = writer.Loop("group", geometry.Groups);
        using CodeWriter.LoopBlock filterTile = writer.Loop("tile", pack.Tiles);
        using CodeWriter.LoopBlock part = writer.Loop("part", parts);
        writer.Line($"ref float xg = {At("x", geometry.InputOrigin(x), group.Times((long)groupBlocksIn * x.PlaneStride))};");
        writer.Line($"ref float wt = {At("w", 0, group.Times((long)pack.Tiles * pack.TileLength), filterTile.Times(pack.TileLength), part.Times(filters))};");
        if (Shape.HasBias)
        {
            writer.Line($"ref float bt = {At("b", 0, group.Times((long)pack.Tiles * pack.Tile), filterTile.Times(pack.Tile), part.Times(filters))};");
        }

        string outputGroup = group.Times((long)groupBlocksOut * y.PlaneStride);
        string outputTile = filterTile.Times((long)pack.Tile / Tensor.Block * y.PlaneStride);
        string outputPart = part.Times((long)filters / Tensor.Block * y.PlaneStride);
        writer.Line($"ref float yt = {At("y", geometry.OutputOrigin(y), outputGroup, outputTile, outputPart)};");

        PerAxis<int> pool = Shape.Pool?.Kernel ?? PerAxis.Ones;
        using CodeWriter.LoopBlock slice = writer.Loop("slice", outputs.Depth);
        int firstRow = 0;
        foreach ((int rows, int rowTiles) in TileChooser.Parts(outputs.Rows, tile.Rows))
        {
            using (CodeWriter.LoopBlock row = writer.Loop("row", rowTiles))
            {
                int firstColumn = 0;
                foreach ((int columns, int columnTiles) in TileChooser.Parts(outputs.Columns, tile.Columns))
                {
                    ConvTile size = new(tile.Vectors, rows, columns, TileChooser.Splits(tile.Vectors * rows * columns, kernel.Width));
                    string method = AddTile(kernel, size);
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
                    writer.Line($"{method}({input}, ref wt, {(Shape.HasBias ? "ref bt, " : "")}{output});");
                    firstColumn += columns * columnTiles;
                }
            }

            firstRow += rows * rowTiles;
        }
    }

    private string AddTile(KernelWriter kernel, ConvTile tile)
    {
        string summary = $"{tile.Vectors * kernel.Width.Lanes} filters x {tile.Rows} rows x {tile.Columns} columns in {tile.Accumulators} registers";
        return kernel.Add($"_Tile{tile.Rows}x{tile.Columns}", Shape.Parameters, summary, writer => WriteTile(writer, kernel.Width, tile));
    }

    private void WriteTile(CodeWriter writer, VectorWidth width, ConvTile tile)
    {
        ConvGeometry geometry = Shape.Geometry;
        TensorForm x = Shape.X;
        PerAxis<long> inputStep = geometry.InputStep(x);
        int pixels = tile.Rows * tile.Columns;
        for (int split = 0; split < tile.Splits; split++)
        {
            for (int vector = 0; vector < tile.Vectors; vector++)
            {
                string first = split == 0 && Shape.HasBias ? width.Load("b", vector * width.Lanes) : width.Zero();
                for (int pixel = 0; pixel < pixels; pixel++)
                {
                    // The first pixel's accumulator is loaded, the others are copies of it.
                    writer.Line(width.Declare(Sum(vector, pixel, split), pixel == 0 ? first : Sum(vector, 0, split)));
                }
            }
        }

        if (tile.Vectors > 1)
        {
            writer.Line($"{Vector} element;");
        }

        ReductionLoop.Write(writer, geometry, x, Shape.Pack.Tile, tile.Vectors * pixels, (xOffset, wOffset, step) =>
        {
            int split = step % tile.Splits;
            for (int vector = 0; vector < tile.Vectors; vector++)
            {
                writer.Line($"{(step == 0 ? Vector + " " : "")}{Weight(vector)} = {width.Load("wk", wOffset + (vector * width.Lanes))};");
            }

            for (int pixel = 0; pixel < pixels; pixel++)
            {
                long offset = xOffset + (pixel / tile.Columns * inputStep.Rows) + (pixel % tile.Columns * inputStep.Columns);
                string element = width.Broadcast("xk", offset);
                if (tile.Vectors > 1)
                {
                    writer.Line($"element = {element};");
                    element = "element";
                }

                for (int vector = 0; vector < tile.Vectors; vector++)
                {
                    string sum = Sum(vector, pixel, split);
                    writer.Line($"{sum} = {width.MultiplyAdd(Weight(vector), element, sum)};");
                }
            }
        });

        for (int split = 1; split < tile.Splits; split++)
        {
            foreach ((int vector, int pixel) in Outputs(tile.Vectors, pixels))
            {
                writer.Line($"{Sum(vector, pixel, 0)} += {Sum(vector, pixel, split)};");
            }
        }

        if (Shape.Activation == ActivationKind.ReLU)
        {
            foreach ((int vector, int pixel) in Outputs(tile.Vectors, pixels))
            {
                writer.Line($"{Sum(vector, pixel, 0)} = {width.Rectify(Sum(vector, pixel, 0))};");
            }
        }

        WriteStores(writer, width, tile);
    }

    private void WriteStores(CodeWriter writer, VectorWidth width, ConvTile tile)
    {
        TensorForm y = Shape.Y;
        PerAxis<long> outputStep = Shape.Geometry.OutputStep(y);
        int poolRows = Shape.Pool?.Kernel.Rows ?? 1;
        int poolColumns = Shape.Pool?.Kernel.Columns ?? 1;
        for (int vector = 0; vector < tile.Vectors; vector++)
        {
            long plane = ((long)vector * width.Lanes / Tensor.Block * y.PlaneStride) + (vector * width.Lanes % Tensor.Block);
            for (int row = 0; row < tile.Rows / poolRows; row++)
            {
                for (int column = 0; column < tile.Columns / poolColumns; column++)
                {
                    string value = Sum(vector, (row * poolRows * tile.Columns) + (column * poolColumns), 0);
                    for (int tap = 1; tap < poolRows * poolColumns; tap++)
                    {
                        int pixel = (((row * poolRows) + (tap / poolColumns)) * tile.Columns) + (column * poolColumns) + (tap % poolColumns);
                        string other = Sum(vector, pixel, 0);
                        value = Shape.Pool!.Kind == PoolKind.Max ? width.Max(value, other) : $"{value} + {other}";
                    }

                    if (Shape.Pool is { Kind: not PoolKind.Max })
                    {
                        value = $"({value}) * {width.Constant(1f / (poolRows * poolColumns))}";
                    }

                    long offset = plane + (row * outputStep.Rows) + (column * outputStep.Columns);
                    writer.Line(width.Store(value, "y", offset));
                }
            }
        }
    }

    private static System.Collections.Generic.IEnumerable<(int Vector, int Pixel)> Outputs(int vectors, int pixels) =>
        Enumerable.Range(0, vectors * pixels).Select(index => (index / pixels, index % pixels));

    private static string Sum(int vector, int pixel, int split) =>
        "y" + Number(vector) + "_" + Number(pixel) + (split == 0 ? "" : "_" + Number(split));

    private static string Weight(int vector) => "w" + Number(vector);
}
