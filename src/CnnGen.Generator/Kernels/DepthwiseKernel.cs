using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A convolution of each channel with a filter of its own: a vector holds neighbouring channels of one pixel, of input, weights and output.</summary>
/// <remarks>
/// The kernel walks rows; a row is a kernel of its own, <see cref="DepthwiseRowKernel"/>. A gradient by the input walks the same weights
/// backwards. It is told how many planes there are.
/// </remarks>
/// <param name="Geometry">The index arithmetic.</param>
/// <param name="Order">Which tap of the filter each tap takes.</param>
/// <param name="FilterTaps">Taps of the filter.</param>
/// <param name="X">A plane of the input.</param>
/// <param name="Y">A plane of the output.</param>
/// <param name="HasBias">Whether each channel adds a constant.</param>
/// <param name="Activation">What is computed on the sums, or null.</param>
/// <param name="Columns">Pixels of a row that stay in registers.</param>
/// <param name="IsShared">Whether threads share it.</param>
internal sealed record DepthwiseKernel(
    ConvGeometry Geometry, TapOrder Order, int FilterTaps, TensorForm X, TensorForm Y, bool HasBias, KernelActivation? Activation, PerWidth<int> Columns, bool IsShared) : Kernel
{
    public override string Name =>
        $"{KernelNames.Depthwise("", Geometry, X, Y)}{Taps}{(HasBias ? "_bias" : "")}{KernelNames.ActivationOfPlanes(Activation)}{(IsShared ? "_shared" : "")}";

    // Which taps of a filter, where they are not all in their order.
    private string Taps => Order == TapOrder.Of(Geometry.Kernel) && FilterTaps == Geometry.Taps ? ""
        : $"_tap{Number(Order.First)}by{Order.Step.Text().Replace('-', 'm')}of{Number(FilterTaps)}";

    /// <summary>The parameter that the sums are stored at, and where they lie there.</summary>
    public (string Name, TensorForm Form) Sums => Activation.Stored(Y);

    public override void Write(KernelWriter kernel) => kernel.Main(
        Operands(HasBias, Activation) + ChannelLoop.PlanesParameter + (IsShared ? Share.Parameters : ""),
        $"{X.PlaneText} -> {Y.PlaneText}; tile: {kernel.Width.Lanes} channels x {Columns[kernel.Width]} columns",
        writer => WriteDriver(writer, kernel));

    private void WriteDriver(CodeWriter writer, KernelWriter kernel)
    {
        PerAxis<long> inputStep = Geometry.InputStep(X);
        (string sumsName, TensorForm sums) = Sums;
        PerAxis<long> outputStep = Geometry.OutputStep(sums);
        bool hasSlopes = ActivationText.HasSlopes(Activation?.Function);

        int firstColumn = 0;
        using CodeWriter.LoopBlock plane = IsShared ? writer.SharedLoop("plane", ChannelLoop.Planes) : writer.Loop("plane", ChannelLoop.Planes);
        writer.Line($"ref float xp = {At("x", Geometry.InputOrigin(X), plane.Times(X.PlaneStride))};");
        writer.Line($"ref float wp = {At("w", (long)Order.First * Tensor.Block, plane.Times((long)FilterTaps * Tensor.Block))};");
        foreach ((string name, TensorForm form) in Activation.Written(Y))
        {
            writer.Line($"ref float {name}p = {At(name, Geometry.OutputOrigin(form), plane.Times(form.PlaneStride))};");
        }

        string slopes = ActivationText.SlopesOf(Activation?.Function, "s", plane.Times(Tensor.Block));
        using CodeWriter.LoopBlock slice = writer.Loop("slice", Geometry.Outputs.Depth);
        using CodeWriter.LoopBlock row = writer.Loop("row", Geometry.Outputs.Rows);
        foreach ((int columns, int tiles) in Parts.Even(Geometry.Outputs.Columns, Columns[kernel.Width], unit: 1))
        {
            DepthwiseRowKernel part = DepthwiseRowKernel.Of(this, columns);
            string input = At("xp", firstColumn * inputStep.Columns, slice.Times(inputStep.Depth), row.Times(inputStep.Rows));
            string output = At(sumsName + "p", firstColumn * outputStep.Columns, slice.Times(outputStep.Depth), row.Times(outputStep.Rows));
            string bias = HasBias ? At("b", 0, plane.Times(Tensor.Block)) + ", " : "";
            writer.Line($"{kernel.Call(part)}({input}, ref wp, {bias}{output}{(hasSlopes && Activation.InRegisters() is not null ? ", " + slopes : "")}, {Number(tiles)}{part.Arguments(Geometry.TapStep(X))});");
            firstColumn += columns * tiles;
        }

        if (Activation.OverMemory() is { } function)
        {
            function.WriteOver(writer, kernel.Width, new StoredRow(Row(sumsName, sums), Row("y", Y), slopes, Number(Geometry.Outputs.Columns), Number(outputStep.Columns)));
        }

        string Row(string name, TensorForm form)
        {
            PerAxis<long> step = Geometry.OutputStep(form);
            return At(name + "p", 0, slice.Times(step.Depth), row.Times(step.Rows));
        }
    }
}
