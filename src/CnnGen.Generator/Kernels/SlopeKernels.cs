using System;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A function of elements and of trained slopes.</summary>
internal sealed record SlopeKernel(ChannelWalk Walk, ElementFunction Function) : Kernel
{
    public override string Name => Function.Name + Walk.Name;

    public override void Write(KernelWriter kernel) => kernel.Main(
        "ref float x, ref float y" + ActivationText.Parameter(Function) + Walk.Parameters("x", "y"),
        "of any tensor in blocks of channels",
        writer => ChannelLoop.Map(writer, kernel.Width, Walk.Size, [ChannelForm.Told("x")], new ChannelActivation(Function, KeepsOperand: false), null, static (_, _, elements) => elements[0]));
}

/// <summary>dy where x is above 0, else a slope times dy.</summary>
internal sealed record SlopeGradientKernel(TensorForm X, TensorForm OutputGradient, TensorForm InputGradient, ElementFunction Function) : Kernel
{
    public override string Name => $"{Function.Name}_Gradient_{KernelNames.Plane(X)}{KernelNames.OtherPlanes(X, OutputGradient, InputGradient)}";

    public override void Write(KernelWriter kernel) => kernel.Main(
        "ref float x, ref float dy, ref float dx" + ActivationText.Parameter(Function) + ChannelLoop.PlanesParameter, $"{X.PlaneText} and {OutputGradient.PlaneText} -> {InputGradient.PlaneText}", writer => WriteElements(writer, kernel.Width));

    private void WriteElements(CodeWriter writer, VectorWidth width) => ChannelLoop.Write(writer, width, first =>
    {
        writer.Line(width.Declare("slope", ActivationText.SlopesAt(Function, "ref Unsafe.Add(ref s, lane)")));
        writer.Line($"ref float xc = {first(ChannelForm.Of("x", X))};");
        writer.Line($"ref float dyc = {first(ChannelForm.Of("dy", OutputGradient))};");
        writer.Line($"ref float dxc = {first(ChannelForm.Of("dx", InputGradient))};");
        using LoopNest pixel = writer.Nest("", X.Size);
        writer.Line(width.Declare("gradient", $"LoadUnsafe({At("dyc", 0, pixel.Times(OutputGradient.Step))})"));
        string isAbove = $"GreaterThan(LoadUnsafe({At("xc", 0, pixel.Times(X.Step))}), {width.Zero()})";
        writer.Line(width.StoreAt($"ConditionalSelect({isAbove}, gradient, gradient * slope)", At("dxc", 0, pixel.Times(InputGradient.Step))));
    });
}

/// <summary>Sums of x dy over a shard where x is not above 0: the gradient by the slopes.</summary>
internal sealed record SlopeSumsKernel(TensorForm X, TensorForm OutputGradient, ElementFunction Function) : Kernel
{
    public override string Name => $"{Function.Name}_Sums_{KernelNames.Plane(X)}{KernelNames.OtherPlanes(X, OutputGradient)}";

    private bool IsPerChannel => Function.Slopes == SlopeCount.OneAChannel;

    public override void Write(KernelWriter kernel) => kernel.Main(
        "ref float x, ref float dy, ref float dw, int samples, int sampleStride" + ChannelLoop.PlanesParameter, $"{X.PlaneText} and {OutputGradient.PlaneText}", writer => WriteSums(writer, kernel.Width));

    private void WriteSums(CodeWriter writer, VectorWidth width)
    {
        if (!IsPerChannel)
        {
            writer.Line(width.Declare("total", width.Zero()));
        }

        ChannelLoop.Write(writer, width, first =>
        {
            writer.Line($"ref float xc = {first(ChannelForm.Of("x", X))};");
            writer.Line($"ref float dyc = {first(ChannelForm.Of("dy", OutputGradient))};");
            ChannelLoop.Sum(writer, width, X.Size.Select(static size => Number(size)), ChannelLoop.SplitsOf(X.Size), ["sum"], [("x", "xc", ChannelForm.Of("x", X)), ("dy", "dyc", ChannelForm.Of("dy", OutputGradient))], (sums, elements) =>
            {
                using IDisposable scope = writer.Scope();
                writer.Line(width.Declare("element", elements[0]));
                writer.Line($"{sums[0]} += ConditionalSelect(GreaterThan(element, {width.Zero()}), {width.Zero()}, element * {elements[1]});");
            });
            writer.Line(IsPerChannel ? width.StoreAt("sum", "ref Unsafe.Add(ref dw, lane)") : "total += sum;");
        });
        if (!IsPerChannel)
        {
            writer.Line("dw = Sum(total);");
        }
    }
}
