using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>The gradient by a depthwise convolution's weights: dw[c, t] = sum over samples and pixels of dy[c] * x[c, under t].</summary>
/// <remarks>
/// A tile of taps, each a vector of channels, stays in registers over all samples and pixels; each pixel loads its gradients once and
/// multiplies them by one input vector a tap. Every weight is stored once, in sample order.
/// </remarks>
internal sealed record DepthwiseWeightGradientKernel(ConvGeometry Geometry, TensorForm X, TensorForm OutputGradient) : Kernel
{
    private const string Parameters = "ref float x, ref float dy, ref float dw, int samples, int sampleStride";

    /// <summary>One tap of a tile: where its input and its weights lie.</summary>
    private readonly record struct Tap(long Input, long Weights);

    public override string Name => KernelNames.Depthwise("WeightGradient", Geometry, X, OutputGradient);

    public override void Write(KernelWriter kernel) => kernel.Main(
        Parameters + ChannelLoop.PlanesParameter, $"{X.PlaneText} and {OutputGradient.PlaneText}", writer => WriteDriver(writer, kernel));

    private void WriteDriver(CodeWriter writer, KernelWriter kernel)
    {
        int lanes = kernel.Width.Lanes;
        int most = kernel.Width.MostAccumulators;
        PerAxis<int> size = Geometry.Kernel;
        bool allTaps = size.Rows * size.Columns <= 2 * most;
        bool allColumns = allTaps || size.Columns <= 2 * most;
        PerAxis<int> unrolled = new(1, allTaps ? size.Rows : 1, allColumns ? size.Columns : 1);
        PerAxis<long> inputStep = Geometry.TapStep(X);
        PerAxis<long> weightStep = TapOrder.Of(size).Step.Select(static step => (long)step * Tensor.Block);
        List<Tap> taps =
            (from row in Enumerable.Range(0, unrolled.Rows)
             from column in Enumerable.Range(0, unrolled.Columns)
             select new Tap((row * inputStep.Rows) + (column * inputStep.Columns), (row * weightStep.Rows) + (column * weightStep.Columns))).ToList();

        using CodeWriter.LoopBlock plane = writer.Loop("plane", ChannelLoop.Planes);
        using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / lanes);
        writer.Line($"ref float xp = {At("x", Geometry.InputOrigin(X), plane.Times(X.PlaneStride), part.Times(lanes))};");
        writer.Line($"ref float dyp = {At("dy", OutputGradient.Origin, plane.Times(OutputGradient.PlaneStride), part.Times(lanes))};");
        writer.Line($"ref float dwp = {At("dw", 0, plane.Times((long)Geometry.Taps * Tensor.Block), part.Times(lanes))};");
        using LoopNest loops = writer.Nest("tap", size, unrolled);
        int tiles = (taps.Count + most - 1) / most;
        for (int tile = 0; tile < tiles; tile++)
        {
            int first = taps.Count * tile / tiles;
            int end = taps.Count * (tile + 1) / tiles;
            Tap origin = taps[first];
            List<Tap> inTile = taps.Skip(first).Take(end - first).Select(tap => new Tap(tap.Input - origin.Input, tap.Weights - origin.Weights)).ToList();
            string method = kernel.Add($"_Tile{inTile.Count}", Parameters, $"{inTile.Count} taps of {lanes} channels", body => WriteTile(body, kernel.Width, inTile));
            writer.Line($"{method}({At("xp", origin.Input, loops.Times(inputStep))}, ref dyp, {At("dwp", origin.Weights, loops.Times(weightStep))}, samples, sampleStride);");
        }
    }

    private void WriteTile(CodeWriter writer, VectorWidth width, List<Tap> taps)
    {
        // With few taps the multiply-adds wait for each other: neighbouring pixels then have sums of their own.
        PerAxis<long> inputStep = Geometry.InputStep(X);
        int columns = Geometry.Outputs.Columns;
        int splits = taps.Count >= 8 ? 1 : Enumerable.Range(1, Math.Min(4, columns)).Last(split => columns % split == 0 && split * taps.Count <= width.MostAccumulators);
        for (int split = 0; split < splits; split++)
        {
            for (int tap = 0; tap < taps.Count; tap++)
            {
                writer.Line(width.Declare(Sum(tap, split), width.Zero()));
            }
        }

        using (writer.Block("for (int sample = 0; sample < samples; sample++)"))
        {
            writer.Line("ref float xs = ref Unsafe.Add(ref x, (nint)sample * sampleStride);");
            writer.Line("ref float ds = ref Unsafe.Add(ref dy, (nint)sample * sampleStride);");
            using LoopNest pixel = writer.Nest("", Geometry.Outputs, PerAxis.Ones with { Columns = splits });
            writer.Line($"ref float xk = {At("xs", 0, pixel.Times(inputStep))};");
            writer.Line($"ref float dk = {At("ds", 0, pixel.Times(OutputGradient.Step))};");
            for (int split = 0; split < splits; split++)
            {
                writer.Line($"{(split == 0 ? $"{width.Type}<float> " : "")}gradient = {width.Load("dk", (long)split * OutputGradient.Step.Columns)};");
                for (int tap = 0; tap < taps.Count; tap++)
                {
                    string sum = Sum(tap, split);
                    writer.Line($"{sum} = {width.MultiplyAdd("gradient", width.Load("xk", taps[tap].Input + (split * inputStep.Columns)), sum)};");
                }
            }
        }

        for (int tap = 0; tap < taps.Count; tap++)
        {
            string total = string.Join(" + ", Enumerable.Range(0, splits).Select(split => Sum(tap, split)));
            writer.Line(width.Store(total, "dw", taps[tap].Weights));
        }
    }

    private static string Sum(int tap, int split) => "w" + Number(tap) + (split == 0 ? "" : "_" + Number(split));
}
