using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Kernels;

/// <summary>Two tensors joined element by element; of one that has a single element a channel, a block is one vector that goes with all elements.</summary>
/// <param name="Kind">What is computed.</param>
/// <param name="Divisor">What results are divided by.</param>
/// <param name="Walk">How the tensors are walked.</param>
/// <param name="WidensFirst">Whether the first operand has a single element a channel.</param>
/// <param name="WidensSecond">Whether the second one has.</param>
/// <param name="Activation">What the results go through, or null.</param>
/// <param name="IsShared">Whether threads share it.</param>
internal sealed record JoinKernel(JoinKind Kind, int Divisor, ChannelWalk Walk, bool WidensFirst, bool WidensSecond, ChannelActivation? Activation, bool IsShared) : Kernel
{
    public override string Name =>
        $"{Kind}{Walk.Name}{(WidensFirst ? "_widened" : "_full")}{(WidensSecond ? "_widened" : "_full")}{JoinOperand.Suffix(Divisor)}{KernelNames.Activation(Activation)}{(IsShared ? "_shared" : "")}";

    public override void Write(KernelWriter kernel) => kernel.Main(
        $"ref float x1, ref float x2, ref float y{Activation.Parameters()}{Walk.Parameters(ChannelLoop.MapNames(Activation, "x1", "x2"))}{(IsShared ? Share.Parameters : "")}",
        "of any tensors in blocks of channels",
        writer => WriteElements(writer, kernel.Width));

    private void WriteElements(CodeWriter writer, VectorWidth width) => ChannelLoop.Map(
        writer,
        width,
        Walk.Size,
        [ChannelForm.Told("x1", WidensFirst), ChannelForm.Told("x2", WidensSecond)],
        Activation,
        null,
        (width, _, elements) => Mean(width, Value(width, elements[0], elements[1])),
        IsShared);

    private string Mean(VectorWidth width, string value) => Divisor == 1 ? value : $"({value}) * {width.Constant(1f / Divisor)}";

    private string Value(VectorWidth width, string one, string other) => Kind switch
    {
        JoinKind.Subtract => $"{one} - {other}",
        JoinKind.Multiply => $"{one} * {other}",
        JoinKind.Max => width.Max(one, other),
        _ => $"{one} + {other}",
    };
}
