using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A function of each element: the runtime's loop, row by row since a border must stay zero.</summary>
/// <param name="Verb">The name's first part.</param>
/// <param name="Method">The runtime's method.</param>
/// <param name="Function">The function that it applies, or null where the method is one.</param>
/// <param name="Operands">What it reads, then what it writes, all of one shape.</param>
/// <param name="HasSlices">Whether there are slices.</param>
internal sealed record ElementwiseKernel(string Verb, string Method, ElementFunction? Function, EquatableArray<string> Operands, bool HasSlices) : Kernel
{
    public override string Name => $"{Verb}_by_rows{Walk.Name}";

    private ChannelWalk Walk => new(HasSlices);

    /// <summary>What is passed behind the operands.</summary>
    /// <param name="forms">Theirs.</param>
    public string Arguments(params TensorForm[] forms) => Walk.Arguments(forms[0].Size with { Columns = forms[0].RowLength }, forms);

    public override void Write(KernelWriter kernel)
    {
        string parameters = string.Join(", ", Operands.Select(static operand => $"ref float {operand}")) + Walk.Parameters([.. Operands]);
        kernel.Main(parameters, "of any tensors; columns are a row's floats", WriteRows);
    }

    private void WriteRows(CodeWriter writer)
    {
        using CodeWriter.LoopBlock plane = writer.Loop("plane", ChannelLoop.Planes);
        using LoopNest row = writer.Nest(Walk.Size with { Columns = "1" });
        string arguments = string.Join(", ", Operands.Select(static operand => ChannelForm.Told(operand)).Select(operand => At(
            operand.Name, 0, operand.Origin, plane.Times(operand.PlaneStride), row.Times(operand.Step))));
        writer.Line($"{Method}({(Function is null ? "" : Function.Instance + ", ")}{arguments}, columns);");
    }
}
