using System;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A convolution of each channel with a filter of its own: a vector holds neighbouring channels of one pixel, of input, weights and output.</summary>
/// <remarks>
/// Neighbouring pixels of a row stay in registers over all taps; a tap's weights are loaded once for them. A gradient by the input walks
/// the same weights backwards.
/// </remarks>
/// <param name="Geometry">The index arithmetic.</param>
/// <param name="Order">Which tap of the filter each tap takes.</param>
/// <param name="FilterTaps">Taps of the filter.</param>
/// <param name="X">The input.</param>
/// <param name="Y">The output.</param>
/// <param name="HasBias">Whether each channel adds a constant.</param>
/// <param name="Activation">Applied to the sums before they are stored.</param>
/// <param name="Columns">Pixels of a row that stay in registers.</param>
internal sealed record DepthwiseKernel(
    ConvGeometry Geometry, TapOrder Order, int FilterTaps, TensorForm X, TensorForm Y, bool HasBias, ActivationKind Activation, int Columns) : Kernel
{
    public override string Name =>
        $"{KernelNames.Depthwise("", Geometry, X, Y)}{Taps}{(HasBias ? "_bias" : "")}{KernelNames.Activation(Activation)}";

    // Which taps of a filter, where they are not all in their order.
    private string Taps => Order == TapOrder.Of(Geometry.Kernel) && FilterTaps == Geometry.Taps ? ""
        : $"_tap{Number(Order.First)}by{Order.Step.Text().Replace('-', 'm')}of{Number(FilterTaps)}";

    private string Parameters => HasBias ? "ref float x, ref float w, ref float b, ref float y" : "ref float x, ref float w, ref float y";

    /// <summary>Whether threads share it.</summary>
    public bool IsShared => Share.IsWorth(Geometry.MultiplyAdds);

    public override void Write(KernelWriter kernel) => kernel.Main(
        Parameters + (IsShared ? Share.Parameters : ""),
        $"{X} -> {Y}; {KernelNames.Cost(Geometry)}; tile: {kernel.Width.Lanes} channels x {Columns} columns",
        writer => WriteDriver(writer, kernel));

    private void WriteDriver(CodeWriter writer, KernelWriter kernel)
    {
        PerAxis<long> inputStep = Geometry.InputStep(X);
        PerAxis<long> outputStep = Geometry.OutputStep(Y);

        using CodeWriter.LoopBlock plane = IsShared ? writer.SharedLoop("plane", Y.Planes) : writer.Loop("plane", Y.Planes);
        writer.Line($"ref float xp = {At("x", Geometry.InputOrigin(X), plane.Times(X.PlaneStride))};");
        writer.Line($"ref float wp = {At("w", 0, plane.Times((long)FilterTaps * Tensor.Block))};");
        writer.Line($"ref float yp = {At("y", Geometry.OutputOrigin(Y), plane.Times(Y.PlaneStride))};");
        using CodeWriter.LoopBlock slice = writer.Loop("slice", Geometry.Outputs.Depth);
        using CodeWriter.LoopBlock row = writer.Loop("row", Geometry.Outputs.Rows);
        string method = kernel.Add("_Row", Parameters, $"a row of 16 channels, {Columns} columns at a time", body => WriteRow(body, kernel.Width));
        string input = At("xp", 0, slice.Times(inputStep.Depth), row.Times(inputStep.Rows));
        string output = At("yp", 0, slice.Times(outputStep.Depth), row.Times(outputStep.Rows));
        writer.Line($"{method}({input}, ref wp, {(HasBias ? At("b", 0, plane.Times(Tensor.Block)) + ", " : "")}{output});");
    }

    private void WriteRow(CodeWriter writer, VectorWidth width)
    {
        long inputStep = Geometry.InputStep(X).Columns;
        long outputStep = Geometry.OutputStep(Y).Columns;
        int firstColumn = 0;
        foreach ((int columns, int tiles) in TileChooser.Parts(Geometry.Outputs.Columns, Columns))
        {
            using CodeWriter.LoopBlock column = writer.Loop("column", tiles);

            // Innermost, since the parts of a block lie in the same cache lines: a line that comes from far away is used up while the next is on its way.
            using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / width.Lanes);
            using IDisposable? scope = column.Variable is null && part.Variable is null ? writer.Scope() : null;
            string lane = part.Times(width.Lanes);
            writer.Line($"ref float xt = {At("x", firstColumn * inputStep, column.Times(columns * inputStep), lane)};");
            writer.Line($"ref float wt = {At("w", 0, lane)};");
            writer.Line($"ref float yt = {At("y", firstColumn * outputStep, column.Times(columns * outputStep), lane)};");
            WriteTile(writer, width, columns, HasBias ? $"{width.Type}.LoadUnsafe({At("b", 0, lane)})" : width.Zero());
            firstColumn += columns * tiles;
        }
    }

    private void WriteTile(CodeWriter writer, VectorWidth width, int columns, string bias)
    {
        int splits = Math.Min(Geometry.Taps, TileChooser.Splits(columns, width));
        for (int split = 0; split < splits; split++)
        {
            string first = split == 0 ? bias : width.Zero();
            for (int column = 0; column < columns; column++)
            {
                // The first accumulator is loaded, the others are copies of it.
                writer.Line(width.Declare(Sum(column, split), column == 0 ? first : Sum(0, split)));
            }
        }

        WriteTaps(writer, width, columns, splits);
        long outputStep = Geometry.OutputStep(Y).Columns;
        for (int column = 0; column < columns; column++)
        {
            string sum = string.Join(" + ", Enumerable.Range(0, splits).Select(split => Sum(column, split)));
            writer.Line(width.Store(Activation == ActivationKind.ReLU ? width.Rectify(sum) : sum, "yt", column * outputStep));
        }
    }

    private void WriteTaps(CodeWriter writer, VectorWidth width, int columns, int splits)
    {
        PerAxis<int> unrolled = DepthwiseTile.Unrolled(Geometry.Kernel, columns);
        PerAxis<long> tapStep = Geometry.TapStep(X);
        PerAxis<long> weightStep = Order.Step.Select(static step => (long)step * Tensor.Block);
        long inputStep = Geometry.InputStep(X).Columns;
        using LoopNest loops = writer.Nest("tap", Geometry.Kernel, unrolled);
        writer.Line($"ref float xk = {At("xt", 0, loops.Times(tapStep))};");
        writer.Line($"ref float wk = {At("wt", (long)Order.First * Tensor.Block, loops.Times(weightStep))};");
        int step = 0;
        for (int tapRow = 0; tapRow < unrolled.Rows; tapRow++)
        {
            for (int tapColumn = 0; tapColumn < unrolled.Columns; tapColumn++, step++)
            {
                // Behind the first tap, or before it where the filter is walked backwards.
                string weight = $"{width.Type}.LoadUnsafe({At("wk", (tapRow * weightStep.Rows) + (tapColumn * weightStep.Columns))})";
                writer.Line($"{(step == 0 ? width.Type + "<float> " : "")}weight = {weight};");
                for (int column = 0; column < columns; column++)
                {
                    string sum = Sum(column, step % splits);
                    long offset = (tapRow * tapStep.Rows) + (tapColumn * tapStep.Columns) + (column * inputStep);
                    writer.Line($"{sum} = {width.MultiplyAdd("weight", width.Load("xk", offset), sum)};");
                }
            }
        }
    }

    private static string Sum(int column, int split) => "y" + Number(column) + (split == 0 ? "" : "_" + Number(split));
}
