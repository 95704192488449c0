using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A convolution of each channel with a filter of its own: a vector holds neighbouring channels of one pixel, of input, weights and output.</summary>
/// <remarks>
/// A tile of pixels stays in registers over all taps. A tap's weights are loaded once a tile; an input vector that several rows of the
/// tile see is loaded once for them. A method goes through a strip of rows from left to right, so that a strip's input stays in the cache.
/// </remarks>
/// <param name="Geometry">The index arithmetic.</param>
/// <param name="Order">Which tap of the filter each tap takes.</param>
/// <param name="FilterTaps">Taps of the filter.</param>
/// <param name="X">The input.</param>
/// <param name="Y">The output.</param>
/// <param name="HasBias">Whether each channel adds a constant.</param>
/// <param name="Activation">Applied to the sums before they are stored.</param>
/// <param name="Tile">What stays in registers.</param>
internal sealed record DepthwiseKernel(
    ConvGeometry Geometry, TapOrder Order, int FilterTaps, TensorForm X, TensorForm Y, bool HasBias, ActivationKind Activation, DepthwiseTile Tile) : Kernel
{
    /// <summary>A tap row and a row of the tile that see the same input row.</summary>
    private readonly record struct Sight(int Tap, int Row);

    public override string Name =>
        KernelNames.Depthwise("", Geometry, X, Y) + (Activation == ActivationKind.None ? "" : $"_{Activation}") + (Order == TapOrder.Of(Geometry.Kernel) ? "" : "_turned");

    private string Parameters => HasBias ? "ref float x, ref float w, ref float b, ref float y" : "ref float x, ref float w, ref float y";

    public override void Write(KernelWriter kernel) => kernel.Main(
        Parameters,
        $"{X} -> {Y}; {KernelNames.Cost(Geometry)}; tile: {kernel.Width.Lanes} channels x {Tile.Rows} rows x {Tile.Columns} columns",
        writer => WriteDriver(writer, kernel));

    private void WriteDriver(CodeWriter writer, KernelWriter kernel)
    {
        int lanes = kernel.Width.Lanes;
        PerAxis<long> inputStep = Geometry.InputStep(X);
        PerAxis<long> outputStep = Geometry.OutputStep(Y);

        using CodeWriter.LoopBlock plane = writer.Loop("plane", Y.Planes);
        writer.Line($"ref float xp = {At("x", Geometry.InputOrigin(X), plane.Times(X.PlaneStride))};");
        writer.Line($"ref float wp = {At("w", 0, plane.Times((long)FilterTaps * Tensor.Block))};");
        writer.Line($"ref float yp = {At("y", Geometry.OutputOrigin(Y), plane.Times(Y.PlaneStride))};");
        using CodeWriter.LoopBlock slice = writer.Loop("slice", Geometry.Outputs.Depth);
        int firstRow = 0;
        foreach ((int rows, int strips) in TileChooser.Parts(Geometry.Outputs.Rows, Tile.Rows))
        {
            string method = kernel.Add(
                $"_Rows{rows}", Parameters, $"{rows} rows of {lanes} channels, {Tile.Columns} columns at a time", body => WriteStrip(body, kernel.Width, rows));
            using CodeWriter.LoopBlock row = writer.Loop("row", strips);

            // The parts of a block lie in the same cache lines.
            using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / lanes);
            string input = At("xp", firstRow * inputStep.Rows, slice.Times(inputStep.Depth), row.Times(rows * inputStep.Rows), part.Times(lanes));
            string output = At("yp", firstRow * outputStep.Rows, slice.Times(outputStep.Depth), row.Times(rows * outputStep.Rows), part.Times(lanes));
            string bias = HasBias ? At("b", 0, plane.Times(Tensor.Block), part.Times(lanes)) + ", " : "";
            writer.Line($"{method}({input}, {At("wp", 0, part.Times(lanes))}, {bias}{output});");
            firstRow += rows * strips;
        }
    }

    private void WriteStrip(CodeWriter writer, VectorWidth width, int rows)
    {
        long inputStep = Geometry.InputStep(X).Columns;
        long outputStep = Geometry.OutputStep(Y).Columns;
        int firstColumn = 0;
        foreach ((int columns, int tiles) in TileChooser.Parts(Geometry.Outputs.Columns, Tile.Columns))
        {
            using CodeWriter.LoopBlock column = writer.Loop("column", tiles);
            using System.IDisposable? scope = column.Variable is null ? writer.Scope() : null;
            writer.Line($"ref float xt = {At("x", firstColumn * inputStep, column.Times(columns * inputStep))};");
            writer.Line($"ref float yt = {At("y", firstColumn * outputStep, column.Times(columns * outputStep))};");
            WriteTile(writer, width, new DepthwiseTile(rows, columns));
            firstColumn += columns * tiles;
        }
    }

    private void WriteTile(CodeWriter writer, VectorWidth width, DepthwiseTile tile)
    {
        int splits = TileChooser.Splits(tile.Pixels, width);
        for (int split = 0; split < splits; split++)
        {
            string first = split == 0 && HasBias ? width.Load("b", 0) : width.Zero();
            for (int pixel = 0; pixel < tile.Pixels; pixel++)
            {
                // The first pixel's accumulator is loaded, the others are copies of it.
                writer.Line(width.Declare(Sum(pixel, split), pixel == 0 ? first : Sum(0, split)));
            }
        }

        WriteTaps(writer, width, tile, splits);
        PerAxis<long> outputStep = Geometry.OutputStep(Y);
        for (int pixel = 0; pixel < tile.Pixels; pixel++)
        {
            string sum = string.Join(" + ", Enumerable.Range(0, splits).Select(split => Sum(pixel, split)));
            string value = Activation == ActivationKind.ReLU ? width.Rectify(sum) : sum;
            writer.Line(width.Store(value, "yt", (pixel / tile.Columns * outputStep.Rows) + (pixel % tile.Columns * outputStep.Columns)));
        }
    }

    private void WriteTaps(CodeWriter writer, VectorWidth width, DepthwiseTile tile, int splits)
    {
        PerAxis<int> kernel = Geometry.Kernel;
        PerAxis<long> tapStep = Geometry.TapStep(X);
        PerAxis<long> weightStep = Order.Step.Select(static step => (long)step * Tensor.Block);
        PerAxis<long> inputStep = Geometry.InputStep(X);
        PerAxis<int> unrolled = tile.Unrolled(kernel);
        List<IGrouping<int, Sight>> inputRows = InputRows(tile.Rows, unrolled.Rows);
        int mostSights = inputRows.Max(static sights => sights.Count());
        for (int sight = 0; sight < mostSights; sight++)
        {
            writer.Line($"{width.Type}<float> {Weight(sight)};");
        }

        if (mostSights > 1)
        {
            writer.Line($"{width.Type}<float> element;");
        }

        using LoopNest loops = writer.Nest("tap", kernel, unrolled);
        writer.Line($"ref float xk = {At("xt", 0, loops.Times(tapStep))};");
        writer.Line($"ref float wk = {At("w", (long)Order.First * Tensor.Block, loops.Times(weightStep))};");
        int step = 0;
        foreach (IGrouping<int, Sight> sights in inputRows)
        {
            for (int tapColumn = 0; tapColumn < unrolled.Columns; tapColumn++, step++)
            {
                foreach ((Sight sight, int index) in sights.Select(static (sight, index) => (sight, index)))
                {
                    // The filter may be walked backwards.
                    writer.Line($"{Weight(index)} = {width.Type}.LoadUnsafe({At("wk", (sight.Tap * weightStep.Rows) + (tapColumn * weightStep.Columns))});");
                }

                for (int column = 0; column < tile.Columns; column++)
                {
                    string element = width.Load("xk", (sights.Key * (long)X.Step.Rows) + (tapColumn * tapStep.Columns) + (column * inputStep.Columns));
                    if (sights.Count() > 1)
                    {
                        writer.Line($"element = {element};");
                        element = "element";
                    }

                    foreach ((Sight sight, int index) in sights.Select(static (sight, index) => (sight, index)))
                    {
                        string sum = Sum((sight.Row * tile.Columns) + column, step % splits);
                        writer.Line($"{sum} = {width.MultiplyAdd(Weight(index), element, sum)};");
                    }
                }
            }
        }
    }

    /// <summary>The input rows that a tile's rows see through unrolled taps, from the first on.</summary>
    private List<IGrouping<int, Sight>> InputRows(int rows, int taps) =>
        (from row in Enumerable.Range(0, rows)
         from tap in Enumerable.Range(0, taps)
         let sight = new Sight(tap, row)
         group sight by (row * Geometry.Axes.Rows.Stride) + (tap * Geometry.Axes.Rows.Dilation) into sights
         orderby sights.Key
         select sights).ToList();

    private static string Sum(int pixel, int split) => "y" + Number(pixel) + (split == 0 ? "" : "_" + Number(split));

    private static string Weight(int index) => "w" + Number(index);
}
