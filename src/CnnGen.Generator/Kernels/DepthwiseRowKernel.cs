using System;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A row of 16 channels of depthwise convolutions: neighbouring pixels stay in registers over all taps, whose weights are loaded once for them.</summary>
/// <remarks>
/// Offsets of columns are in the text, where they are part of the multiply-add. How far rows are apart is an argument, so that convolutions
/// of many sizes share a row.
/// </remarks>
/// <param name="Taps">The taps.</param>
/// <param name="Columns">Pixels that stay in registers.</param>
/// <param name="TapStep">Floats between the inputs of neighbouring taps of a row.</param>
/// <param name="InputStep">Floats between the inputs of neighbouring pixels; 0 where there is one.</param>
/// <param name="OutputStep">Floats between neighbouring outputs; 0 where there is one.</param>
/// <param name="WeightStep">Floats between the weights of neighbouring taps, on each axis.</param>
/// <param name="HasBias">Whether each channel adds a constant.</param>
/// <param name="Activation">Applied to the sums before they are stored, or null.</param>
internal sealed record DepthwiseRowKernel(
    PerAxis<int> Taps, int Columns, int TapStep, int InputStep, int OutputStep, PerAxis<int> WeightStep, bool HasBias, ElementFunction? Activation) : Kernel
{
    public override string Name => $"DepthwiseRow_{Number(Columns)}_k{Taps.Text()}{Steps}{(HasBias ? "_bias" : "")}{KernelNames.Activation(Activation)}";

    public override bool IsCalledByPrograms => false;

    // What is as in a forward convolution with stride 1 is left out.
    private string Steps =>
        (InputStep is 0 or Tensor.Block ? "" : "_x" + Number(InputStep))
        + (TapStep is 0 or Tensor.Block ? "" : "_tap" + Number(TapStep))
        + (OutputStep is 0 or Tensor.Block ? "" : "_y" + Number(OutputStep))
        + (WeightStep == WeightsOf(TapOrder.Of(Taps), Taps) ? "" : "_w" + WeightStep.Text().Replace('-', 'm'));

    private PerAxis<int> Unrolled => DepthwiseTile.Unrolled(Taps, Columns);

    /// <summary>Part of a convolution's rows.</summary>
    /// <param name="convolution">The convolution.</param>
    /// <param name="columns">Pixels that stay in registers.</param>
    public static DepthwiseRowKernel Of(DepthwiseKernel convolution, int columns)
    {
        // Where there is a single pixel a step is never taken, and a stride may be of any size.
        ConvGeometry geometry = convolution.Geometry;
        bool isRow = geometry.Outputs.Columns > 1;
        return new DepthwiseRowKernel(
            geometry.Kernel,
            columns,
            geometry.Kernel.Columns == 1 ? 0 : (int)geometry.TapStep(convolution.X).Columns,
            isRow ? (int)geometry.InputStep(convolution.X).Columns : 0,
            isRow ? (int)geometry.OutputStep(convolution.Sums.Form).Columns : 0,
            WeightsOf(convolution.Order, geometry.Kernel),
            convolution.HasBias,
            convolution.Activation.InRegisters());
    }

    /// <summary>What is passed for the distances of taps on slices and rows, each with a comma in front.</summary>
    public string Arguments(PerAxis<long> tapStep) => (Taps.Depth > 1 ? ", " + Number(tapStep.Depth) : "") + (Taps.Rows > 1 ? ", " + Number(tapStep.Rows) : "");

    public override void Write(KernelWriter kernel) => kernel.Main(
        $"{Operands(HasBias, Activation is null ? null : new KernelActivation(Activation, null))}, int tiles{(Taps.Depth > 1 ? ", int sliceStep" : "")}{(Taps.Rows > 1 ? ", int rowStep" : "")}",
        $"a row of 16 channels, {Number(Columns)} columns at a time",
        writer => WriteRow(writer, kernel.Width));

    private void WriteRow(CodeWriter writer, VectorWidth width)
    {
        using IDisposable column = writer.Block("for (; tiles > 0; tiles--)");

        // Innermost, since the parts of a block lie in the same cache lines: a line that comes from far away is used up while the next is on its way.
        using (CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / width.Lanes))
        {
            using IDisposable? scope = part.Variable is null ? writer.Scope() : null;
            string lane = part.Times(width.Lanes);
            writer.Line($"ref float xt = {At("x", 0, lane)};");
            writer.Line($"ref float wt = {At("w", 0, lane)};");
            writer.Line($"ref float yt = {At("y", 0, lane)};");
            if (ActivationText.HasSlopes(Activation))
            {
                writer.Line(width.Declare("slope", ActivationText.SlopesAt(Activation!, At("s", 0, lane))));
            }

            WriteTile(writer, width, HasBias ? $"LoadUnsafe({At("b", 0, lane)})" : width.Zero());
        }

        writer.Line($"x = {At("x", (long)Columns * InputStep)};");
        writer.Line($"y = {At("y", (long)Columns * OutputStep)};");
    }

    private void WriteTile(CodeWriter writer, VectorWidth width, string bias)
    {
        int splits = Math.Min(Taps.Product(), ConvTile.SplitsOf(Columns, width));
        for (int split = 0; split < splits; split++)
        {
            string first = split == 0 ? bias : width.Zero();
            for (int column = 0; column < Columns; column++)
            {
                // The first accumulator is loaded, the others are copies of it.
                writer.Line(width.Declare(Sum(column, split), column == 0 ? first : Sum(0, split)));
            }
        }

        WriteTaps(writer, width, splits);
        for (int column = 0; column < Columns; column++)
        {
            string sum = string.Join(" + ", Enumerable.Range(0, splits).Select(split => Sum(column, split)));
            if (splits > 1 && Activation is { TakesOperandOnce: false })
            {
                writer.Line($"{Sum(column, 0)} = {sum};");
                sum = Sum(column, 0);
            }

            writer.Line(width.Store(Activation is null ? sum : Activation.Of(sum, "slope"), "yt", (long)column * OutputStep));
        }
    }

    private void WriteTaps(CodeWriter writer, VectorWidth width, int splits)
    {
        PerAxis<int> unrolled = Unrolled;
        using LoopNest loops = writer.Nest("tap", Taps, unrolled);
        writer.Line($"ref float xk = {At("xt", 0, loops.Times(new PerAxis<string>("sliceStep", "rowStep", Number(TapStep))))};");
        writer.Line($"ref float wk = {At("wt", 0, loops.Times(WeightStep.Select(static step => (long)step)))};");
        int tap = 0;
        for (int tapRow = 0; tapRow < unrolled.Rows; tapRow++)
        {
            if (tapRow > 0)
            {
                writer.Line("xk = ref Unsafe.Add(ref xk, rowStep);");
            }

            for (int tapColumn = 0; tapColumn < unrolled.Columns; tapColumn++, tap++)
            {
                // Behind the first tap, or before it where the filter is walked backwards.
                string weight = $"LoadUnsafe({At("wk", ((long)tapRow * WeightStep.Rows) + ((long)tapColumn * WeightStep.Columns))})";
                writer.Line($"{(tap == 0 ? Vector + " " : "")}weight = {weight};");
                for (int column = 0; column < Columns; column++)
                {
                    string sum = Sum(column, tap % splits);
                    writer.Line($"{sum} = {width.MultiplyAdd("weight", width.Load("xk", ((long)tapColumn * TapStep) + ((long)column * InputStep)), sum)};");
                }
            }
        }
    }

    // An axis of one tap takes no step.
    private static PerAxis<int> WeightsOf(TapOrder order, PerAxis<int> taps) => order.Step.Zip(taps, static (step, count) => count == 1 ? 0 : step * Tensor.Block);

    private static string Sum(int column, int split) => "y" + Number(column) + (split == 0 ? "" : "_" + Number(split));
}
