using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Two tensors joined element by element; of one that has a single element a channel, a block is one vector that goes with all elements.</summary>
internal sealed record JoinKernel(JoinKind Kind, int Divisor, TensorForm X1, TensorForm X2, TensorForm Y) : Kernel
{
    public override string Name => $"{Kind}_{KernelNames.Form(X1)}_{KernelNames.Form(X2)}_to_{KernelNames.Form(Y)}{JoinOperand.Suffix(Divisor)}";

    /// <summary>Whether threads share it.</summary>
    public bool IsShared => Share.IsWorthReading(X1.Length + X2.Length);

    public override void Write(KernelWriter kernel) => kernel.Main(
        "ref float x1, ref float x2, ref float y" + (IsShared ? Share.Parameters : ""), $"{X1}, {X2} -> {Y}", writer => WriteElements(writer, kernel.Width));

    private void WriteElements(CodeWriter writer, VectorWidth width)
    {
        using CodeWriter.LoopBlock plane = IsShared ? writer.SharedLoop("plane", Y.Planes) : writer.Loop("plane", Y.Planes);
        JoinOperand[] operands = [new("x1", X1, Y), new("x2", X2, Y), new("y", Y, Y)];
        foreach (JoinOperand operand in operands)
        {
            operand.WriteBlock(writer, width, plane);
        }

        // All vectors of a block in one walk: in one each, every cache line would be read and written as often.
        using LoopNest pixel = writer.Nest("", JoinOperand.Pixels(Y, operands));
        for (int part = 0; part < Tensor.Block / width.Lanes; part++)
        {
            string value = Value(width, operands[0].At(width, part, pixel), operands[1].At(width, part, pixel));
            string target = At("yc", part * width.Lanes, pixel.Times(Y.Step));
            writer.Line(width.StoreAt(Divisor == 1 ? value : $"({value}) * {width.Constant(1f / Divisor)}", target));
        }
    }

    private string Value(VectorWidth width, string one, string other) => Kind switch
    {
        JoinKind.Subtract => $"{one} - {other}",
        JoinKind.Multiply => $"{one} * {other}",
        JoinKind.Max => width.Max(one, other),
        _ => $"{one} + {other}",
    };
}
