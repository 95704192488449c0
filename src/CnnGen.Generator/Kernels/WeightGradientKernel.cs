using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>The gradient by a convolution's weights: dw[f, c, t] = sum over samples and pixels of dy[f] * x[c, under t].</summary>
/// <remarks>
/// A tile of weight rows (taps and channels) times two vectors of filters stays in registers over all samples and pixels; each pixel loads
/// the filters' gradients once and multiplies them by one input element a row: with one vector there would be more loads than
/// multiply-adds. Every weight is stored once, in sample order.
/// </remarks>
internal sealed record WeightGradientKernel(ConvGeometry Geometry, TensorForm X, TensorForm OutputGradient, PackShape Pack) : Kernel
{
    private const string Parameters = "ref float x, ref float dy, ref float dw, int samples, int sampleStride";

    /// <summary>One weight row of a tile: where its input and its weights lie.</summary>
    private readonly record struct Row(long Input, long Weights);

    public override string Name => KernelNames.WeightGradient(Geometry, X, OutputGradient, Pack);

    public override void Write(KernelWriter kernel) => kernel.Main(
        Parameters, $"{X} and {OutputGradient}; {KernelNames.Cost(Geometry)} a sample", writer => WriteDriver(writer, kernel));

    private void WriteDriver(CodeWriter writer, KernelWriter kernel)
    {
        ConvGeometry geometry = Geometry;
        TensorForm x = X;
        TensorForm dy = OutputGradient;
        PackShape pack = Pack;
        int lanes = kernel.Width.Lanes;
        Filters filters = FiltersAt(kernel.Width);

        using CodeWriter.LoopBlock group = writer.Loop("group", geometry.Groups);
        using CodeWriter.LoopBlock tile = writer.Loop("tile", pack.Tiles);
        using CodeWriter.LoopBlock block = writer.Loop("block", pack.Tile / Tensor.Block / filters.Blocks);
        using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block * filters.Blocks / (lanes * filters.Vectors));
        writer.Line($"ref float xg = {At("x", geometry.InputOrigin(x), group.Times((long)Tensor.Blocks(geometry.Channels) * x.PlaneStride))};");
        writer.Line("ref float dyb = " + At(
            "dy",
            dy.Origin,
            group.Times((long)Tensor.Blocks(geometry.Filters) * dy.PlaneStride),
            tile.Times((long)pack.Tile / Tensor.Block * dy.PlaneStride),
            block.Times((long)filters.Blocks * dy.PlaneStride),
            part.Times((long)filters.Vectors * lanes)) + ";");
        writer.Line("ref float dwb = " + At(
            "dw",
            0,
            group.Times((long)pack.Tiles * pack.TileLength),
            tile.Times(pack.TileLength),
            block.Times((long)filters.Blocks * Tensor.Block),
            part.Times((long)filters.Vectors * lanes)) + ";");

        int fullBlocks = geometry.Channels / Tensor.Block;
        int rest = geometry.Channels % Tensor.Block;
        long blockInput = x.IsPlanar ? (long)Tensor.Block * x.PlaneStride : x.PlaneStride;
        long blockWeights = (long)Tensor.Block * geometry.Taps * pack.Tile;
        if (fullBlocks > 0)
        {
            using CodeWriter.LoopBlock channels = writer.Loop("channels", fullBlocks);
            WriteTaps(Tensor.Block, channels.Times(blockInput), channels.Times(blockWeights), 0, 0);
        }

        if (rest > 0)
        {
            WriteTaps(rest, "", "", fullBlocks * blockInput, fullBlocks * blockWeights);
        }

        void WriteTaps(int channels, string inputTerm, string weightTerm, long inputOffset, long weightOffset)
        {
            int most = kernel.Width.MostAccumulators / filters.Vectors;
            PerAxis<int> kernelSize = geometry.Kernel;
            bool allTaps = kernelSize.Rows * kernelSize.Columns * channels <= 2 * most;
            bool allColumns = allTaps || kernelSize.Columns * channels <= 2 * most;
            PerAxis<int> unrolled = new(1, allTaps ? kernelSize.Rows : 1, allColumns ? kernelSize.Columns : 1);
            PerAxis<long> tapInput = geometry.TapStep(x);
            long tapLength = (long)channels * pack.Tile;
            PerAxis<long> tapWeights = new(kernelSize.Rows * kernelSize.Columns * tapLength, kernelSize.Columns * tapLength, tapLength);

            using LoopNest tap = writer.Nest("tap", kernelSize, unrolled);
            List<Row> rows = [];
            for (int row = 0; row < unrolled.Rows; row++)
            {
                for (int column = 0; column < unrolled.Columns; column++)
                {
                    for (int channel = 0; channel < channels; channel++)
                    {
                        rows.Add(new Row(
                            (row * tapInput.Rows) + (column * tapInput.Columns) + ((long)channel * (x.IsPlanar ? x.PlaneStride : 1)),
                            (row * tapWeights.Rows) + (column * tapWeights.Columns) + ((long)channel * pack.Tile)));
                    }
                }
            }

            int tiles = (rows.Count + most - 1) / most;
            for (int part = 0; part < tiles; part++)
            {
                int first = rows.Count * part / tiles;
                int end = rows.Count * (part + 1) / tiles;
                List<Row> inTile = rows.Skip(first).Take(end - first)
                    .Select(row => new Row(row.Input - rows[first].Input, row.Weights - rows[first].Weights)).ToList();
                string method = kernel.Add(
                    $"_Tile{inTile.Count}", Parameters, $"{inTile.Count} weight rows of {lanes * filters.Vectors} filters", body => WriteTile(body, kernel.Width, filters, inTile));
                string input = At("xg", inputOffset + rows[first].Input, inputTerm, tap.Times(tapInput));
                string weights = At("dwb", weightOffset + rows[first].Weights, weightTerm, tap.Times(tapWeights));
                writer.Line($"{method}({input}, ref dyb, {weights}, samples, sampleStride);");
            }
        }
    }

    /// <summary>Vectors of filters that a tile has.</summary>
    /// <param name="Vectors">How many: two unless there is one.</param>
    /// <param name="Blocks">Blocks of 16 filters that they lie in.</param>
    /// <param name="GradientStep">Floats from one to the other among the output's gradients.</param>
    private readonly record struct Filters(int Vectors, int Blocks, int GradientStep);

    private Filters FiltersAt(VectorWidth width) =>
        width.Lanes < Tensor.Block ? new Filters(2, 1, width.Lanes)
        : Pack.Tile / Tensor.Block % 2 == 0 ? new Filters(2, 2, OutputGradient.PlaneStride)
        : new Filters(1, 1, 0);

    private void WriteTile(CodeWriter writer, VectorWidth width, Filters filters, List<Row> rows)
    {
        ConvGeometry geometry = Geometry;
        TensorForm x = X;
        TensorForm dy = OutputGradient;

        // With few rows the multiply-adds wait for each other: neighbouring pixels then have sums of their own.
        PerAxis<long> inputStep = geometry.InputStep(x);
        int columns = geometry.Outputs.Columns;
        int sums = rows.Count * filters.Vectors;
        int splits = sums >= 8 ? 1 : Enumerable.Range(1, Math.Min(4, columns)).Last(split => columns % split == 0 && split * sums <= width.MostAccumulators);
        (int Row, int Vector)[] outputs = [.. Enumerable.Range(0, sums).Select(sum => (sum / filters.Vectors, sum % filters.Vectors))];
        for (int split = 0; split < splits; split++)
        {
            foreach ((int row, int vector) in outputs)
            {
                writer.Line(width.Declare(Sum(row, vector, split), width.Zero()));
            }
        }

        if (filters.Vectors > 1)
        {
            writer.Line($"{Vector} element;");
        }

        using (writer.Block("for (int sample = 0; sample < samples; sample++)"))
        {
            writer.Line("ref float xs = ref Unsafe.Add(ref x, (nint)sample * sampleStride);");
            writer.Line("ref float ds = ref Unsafe.Add(ref dy, (nint)sample * sampleStride);");
            using LoopNest pixel = writer.Nest("", geometry.Outputs, PerAxis.Ones with { Columns = splits });
            writer.Line($"ref float xp = {At("xs", 0, pixel.Times(inputStep))};");
            writer.Line($"ref float dp = {At("ds", 0, pixel.Times(dy.Step))};");
            for (int split = 0; split < splits; split++)
            {
                for (int vector = 0; vector < filters.Vectors; vector++)
                {
                    writer.Line($"{(split == 0 ? $"{Vector} " : "")}{Gradient(vector)} = {width.Load("dp", ((long)split * dy.Step.Columns) + ((long)vector * filters.GradientStep))};");
                }

                for (int row = 0; row < rows.Count; row++)
                {
                    string element = width.Broadcast("xp", rows[row].Input + (split * inputStep.Columns));
                    if (filters.Vectors > 1)
                    {
                        writer.Line($"element = {element};");
                        element = "element";
                    }

                    for (int vector = 0; vector < filters.Vectors; vector++)
                    {
                        string sum = Sum(row, vector, split);
                        writer.Line($"{sum} = {width.MultiplyAdd(Gradient(vector), element, sum)};");
                    }
                }
            }
        }

        foreach ((int row, int vector) in outputs)
        {
            string total = string.Join(" + ", Enumerable.Range(0, splits).Select(split => Sum(row, vector, split)));
            writer.Line(width.Store(total, "dw", rows[row].Weights + (vector * width.Lanes)));
        }
    }

    private static string Gradient(int vector) => "gradient" + Number(vector);

    private static string Sum(int row, int vector, int split) => "w" + Number(row) + "_" + Number(vector) + (split == 0 ? "" : "_" + Number(split));
}
