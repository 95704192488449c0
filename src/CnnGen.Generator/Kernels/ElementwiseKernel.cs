using CnnGen.Generator.Emit;
using CnnGen.Generator.Lowering;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Functions of each element: the runtime's loops, row by row where a border must stay zero.</summary>
internal static class ElementwiseKernel
{
    public static string Add(KernelSet kernels, Activate operation) => kernels.Add(
        $"{operation.Kind}_{KernelNames.Shape(operation.X)}",
        "ref float x, ref float y",
        $"{operation.X} -> {operation.Y}",
        writer => WriteRows(writer, $"Activations.{operation.Kind}", ("x", operation.X), ("y", operation.Y)));

    public static string Add(KernelSet kernels, ActivateGradient operation) => kernels.Add(
        $"{operation.Kind}Gradient_{KernelNames.Shape(operation.Y)}",
        "ref float y, ref float dy, ref float dx",
        $"{operation.OutputGradient} -> {operation.InputGradient}",
        writer => WriteRows(
            writer, $"Activations.{operation.Kind}Gradient", ("y", operation.Y), ("dy", operation.OutputGradient), ("dx", operation.InputGradient)));

    public static string Add(KernelSet kernels, Sum operation) => kernels.Add(
        $"Add{(operation.Activation == ActivationKind.None ? "" : $"_{operation.Activation}")}_{KernelNames.Shape(operation.X1)}",
        "ref float x1, ref float x2, ref float y",
        $"{operation.X1} + {operation.X2} -> {operation.Y}",
        writer => WriteRows(
            writer, operation.Activation == ActivationKind.None ? "Activations.Add" : "Activations.AddReLU", ("x1", operation.X1), ("x2", operation.X2), ("y", operation.Y)));

    private static void WriteRows(CodeWriter writer, string function, params (string Name, Tensor Tensor)[] operands)
    {
        Tensor shape = operands[0].Tensor;
        bool isWhole = System.Array.TrueForAll(operands, operand => operand.Tensor.Border.IsEmpty);
        using CodeWriter.LoopBlock plane = writer.Loop("plane", isWhole ? 1 : shape.Planes);
        using CodeWriter.LoopBlock row = writer.Loop("row", isWhole ? 1 : shape.Height);
        string arguments = string.Join(", ", System.Array.ConvertAll(operands, operand => At(
            operand.Name,
            isWhole ? 0 : operand.Tensor.Origin,
            plane.Times(operand.Tensor.PlaneStride),
            row.Times(operand.Tensor.RowStride))));
        writer.Line($"{function}({arguments}, {(isWhole ? shape.Length : (long)shape.Width * shape.ColumnStride)});");
    }
}
