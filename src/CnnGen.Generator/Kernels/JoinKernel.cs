using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Kernels;

/// <summary>Two tensors joined element by element; of one that has a single element a channel, a block is one vector that goes with all elements.</summary>
internal sealed record JoinKernel(JoinKind Kind, int Divisor, TensorForm X1, TensorForm X2, TensorForm Y, KernelActivation? Activation, bool IsShared) : Kernel
{
    public override string Name =>
        $"{Kind}_{KernelNames.Plane(X1)}_{KernelNames.Plane(X2)}_to_{KernelNames.Plane(Y)}{JoinOperand.Suffix(Divisor)}{KernelNames.ActivationOfPlanes(Activation)}{(IsShared ? "_shared" : "")}";

    public override void Write(KernelWriter kernel) => kernel.Main(
        $"ref float x1, ref float x2, ref float y{Activation.Parameters()}{ChannelLoop.PlanesParameter}{(IsShared ? Share.Parameters : "")}", $"{X1.PlaneText}, {X2.PlaneText} -> {Y.PlaneText}", writer => WriteElements(writer, kernel.Width));

    private void WriteElements(CodeWriter writer, VectorWidth width) =>
        ChannelLoop.Map(writer, width, [("x1", X1), ("x2", X2)], Y, Activation, null, (width, _, elements) => Mean(width, Value(width, elements[0], elements[1])), IsShared);

    private string Mean(VectorWidth width, string value) => Divisor == 1 ? value : $"({value}) * {width.Constant(1f / Divisor)}";

    private string Value(VectorWidth width, string one, string other) => Kind switch
    {
        JoinKind.Subtract => $"{one} - {other}",
        JoinKind.Multiply => $"{one} * {other}",
        JoinKind.Max => width.Max(one, other),
        _ => $"{one} + {other}",
    };
}
