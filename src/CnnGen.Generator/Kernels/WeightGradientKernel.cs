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
/// multiply-adds. Every weight is stored once, in sample order.
/// </remarks>
internal sealed record WeightGradientKernel(ConvGeometry Geometry, TensorForm X, TensorForm OutputGradient, PackShape Pack) : Kernel
{
    private const string Parameters = "ref float x, ref float dy, ref float dw, int samples, int sampleStride";

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
        int vectors = VectorsAt(kernel.Width);
        int blocks = Math.Max(1, vectors * lanes / Tensor.Block);

        using CodeWriter.LoopBlock group = writer.Loop("group", geometry.Groups);
        using CodeWriter.LoopBlock tile = writer.Loop("tile", pack.Tiles);
        using CodeWriter.LoopBlock block = writer.Loop("block", pack.Tile / Tensor.Block / blocks);
        using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block * blocks / (lanes * vectors));
        writer.Line($"ref float xg = {At("x", geometry.InputOrigin(x), group.Times((long)Tensor.Blocks(geometry.Channels) * x.PlaneStride))};");
        writer.Line("ref float dyb = " + At(
            "dy",
            dy.Origin,
            group.Times((long)Tensor.Blocks(geometry.Filters) * dy.PlaneStride),
            tile.Times((long)pack.Tile / Tensor.Block * dy.PlaneStride),
            block.Times((long)blocks * dy.PlaneStride),
            part.Times((long)vectors * lanes)) + ";");
        writer.Line("ref float dwb = " + At(
            "dw",
            0,
            group.Times((long)pack.Tiles * pack.TileLength),
            tile.Times(pack.TileLength),
            block.Times((long)blocks * Tensor.Block),
            part.Times((long)vectors * lanes)) + ";");

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
            int most = kernel.Width.MostAccumulators / vectors;
            PerAxis<int> kernelSize = geometry.Kernel;
            bool allTaps = kernelSize.Rows * kernelSize.Columns * channels <= 2 * most;
            bool allColumns = allTaps || kernelSize.Columns * channels <= 2 * most;
            PerAxis<int> unrolled = new(1, allTaps ? kernelSize.Rows : 1, allColumns ? kernelSize.Columns : 1);
            PerAxis<long> tapInput = geometry.TapStep(x);
            long tapLength = (long)channels * pack.Tile;
            PerAxis<long> tapWeights = new(kernelSize.Rows * kernelSize.Columns * tapLength, kernelSize.Columns * tapLength, tapLength);

            using LoopNest tap = writer.Nest("tap", kernelSize, unrolled);
            List<WeightRow> rows = [];
            for (int row = 0; row < unrolled.Rows; row++)
            {
                for (int column = 0; column < unrolled.Columns; column++)
                {
                    for (int channel = 0; channel < channels; channel++)
                    {
                        rows.Add(new WeightRow(
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
                List<WeightRow> inTile = rows.Skip(first).Take(end - first)
                    .Select(row => new WeightRow(row.Input - rows[first].Input, row.Weights - rows[first].Weights)).ToList();
                WeightGradientTileKernel tileKernel = TileOf(kernel.Width, inTile);
                string input = At("xg", inputOffset + rows[first].Input, inputTerm, tap.Times(tapInput));
                string weights = At("dwb", weightOffset + rows[first].Weights, weightTerm, tap.Times(tapWeights));
                writer.Line($"{kernel.Call(tileKernel)}({input}, ref dyb, {weights}, samples, sampleStride, {tileKernel.Arguments(geometry, x, dy, kernel.Width)});");
            }
        }
    }

    // With few rows the multiply-adds wait for each other: neighbouring pixels then have sums of their own.
    private WeightGradientTileKernel TileOf(VectorWidth width, List<WeightRow> rows)
    {
        int columns = Geometry.Outputs.Columns;
        int vectors = VectorsAt(width);
        int sums = rows.Count * vectors;
        int splits = sums >= 8 ? 1 : Enumerable.Range(1, Math.Min(4, columns)).Last(split => columns % split == 0 && split * sums <= width.MostAccumulators);
        return new WeightGradientTileKernel(rows.ToEquatableArray(), vectors, columns == 1 ? 0 : (int)Geometry.InputStep(X).Columns, splits, Geometry.Outputs.Depth > 1);
    }

    // At 512 bits the second vector is another block's.
    private int VectorsAt(VectorWidth width) => width.Lanes < Tensor.Block || Pack.Tile / Tensor.Block % 2 == 0 ? 2 : 1;
}
