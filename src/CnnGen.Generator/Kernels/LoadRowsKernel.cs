using CnnGen.Generator.Emit;
using CnnGen.Generator.Lowering;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Copies a caller's planes into bordered planes of the arena, without touching anything past the caller's last element.</summary>
internal sealed record LoadRowsKernel(TensorForm Y) : Kernel
{
    public override string Name => $"Load_{KernelNames.Shape(Y)}";

    public static LoadRowsKernel Of(Load operation) => new(operation.Y.Form);

    public override void Write(KernelWriter kernel) =>
        kernel.Main("ref float x, ref float y", $"caller's {KernelNames.Shape(Y)} -> {Y}", writer => WriteRows(writer, kernel.Width, Y));

    private static void WriteRows(CodeWriter writer, VectorWidth width, TensorForm y)
    {
        using CodeWriter.LoopBlock plane = writer.Loop("plane", y.Channels);
        using CodeWriter.LoopBlock row = writer.Loop("row", y.Height);
        writer.Line($"ref float from = {At("x", 0, plane.Times((long)y.Height * y.Width), row.Times(y.Width))};");
        writer.Line($"ref float to = {At("y", y.Origin, plane.Times(y.PlaneStride), row.Times(y.RowStride))};");
        int whole = y.Width / width.Lanes;
        if (whole > 0)
        {
            using (CodeWriter.LoopBlock column = writer.Loop("column", whole))
            {
                writer.Line($"{width.Type}.StoreUnsafe({width.Type}.LoadUnsafe({At("from", 0, column.Times(width.Lanes))}), {At("to", 0, column.Times(width.Lanes))});");
            }

            if (y.Width % width.Lanes != 0)
            {
                // The last vector overlaps the one before it and ends with the row.
                int last = y.Width - width.Lanes;
                writer.Line(width.Store(width.Load("from", last), "to", last));
            }
        }
        else
        {
            using CodeWriter.LoopBlock column = writer.Loop("column", y.Width);
            string index = column.Variable ?? "0";
            writer.Line($"Unsafe.Add(ref to, {index}) = Unsafe.Add(ref from, {index});");
        }
    }
}
