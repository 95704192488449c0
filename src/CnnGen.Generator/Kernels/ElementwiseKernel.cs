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
internal sealed record ElementwiseKernel(string Verb, string Method, ElementFunction? Function, EquatableArray<(string Name, TensorForm Form)> Operands) : Kernel
{
    public override string Name => $"{Verb}_{KernelNames.Plane(Operands[0].Form)}{KernelNames.OtherPlanes(Operands[0].Form, [.. Operands.Skip(1).Select(operand => operand.Form)])}";

    public static ElementwiseKernel Of(string verb, string method, ElementFunction? function, params (string Name, TensorForm Form)[] operands) =>
        new(verb, method, function, operands.ToEquatableArray());

    public override void Write(KernelWriter kernel)
    {
        string parameters = string.Join(", ", Operands.Select(operand => $"ref float {operand.Name}")) + ChannelLoop.PlanesParameter;
        string summary = string.Join(", ", Operands.Take(Operands.Count - 1).Select(operand => operand.Form.PlaneText)) + $" -> {Operands[Operands.Count - 1].Form.PlaneText}";
        kernel.Main(parameters, summary, WriteRows);
    }

    private void WriteRows(CodeWriter writer)
    {
        TensorForm shape = Operands[0].Form;
        using CodeWriter.LoopBlock plane = writer.Loop("plane", ChannelLoop.Planes);
        using LoopNest row = writer.Nest("", shape.Size with { Columns = 1 });
        string arguments = string.Join(", ", Operands.Select(operand => At(
            operand.Name, operand.Form.Origin, plane.Times(operand.Form.PlaneStride), row.Times(operand.Form.Step))));
        writer.Line($"{Method}({(Function is null ? "" : Function.Instance + ", ")}{arguments}, {Number(shape.RowLength)});");
    }
}
