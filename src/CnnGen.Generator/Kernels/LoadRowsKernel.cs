using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Copies a caller's planes into bordered planes of the arena, without touching anything past the caller's last element.</summary>
internal sealed record LoadRowsKernel(TensorForm Y) : Kernel
{
    public override string Name => $"Load_{KernelNames.Form(Y)}";

    public override void Write(KernelWriter kernel) =>
        kernel.Main("ref float x, ref float y", $"caller's {KernelNames.Shape(Y)} -> {Y}", writer => WriteRows(writer, kernel.Width, Y));

    private static void WriteRows(CodeWriter writer, VectorWidth width, TensorForm y)
    {
        using CodeWriter.LoopBlock plane = writer.Loop("plane", y.Channels);
        using LoopNest row = writer.Nest("", y.Size with { Columns = 1 });
        int columns = y.Size.Columns;
        writer.Line($"ref float from = {At("x", 0, plane.Times(y.Size.Product()), row.Times(new PerAxis<int>(y.Size.Rows * columns, columns, 1)))};");
        writer.Line($"ref float to = {At("y", y.Origin, plane.Times(y.PlaneStride), row.Times(y.Step))};");
        int whole = columns / width.Lanes;
        if (whole > 0)
        {
            using (CodeWriter.LoopBlock column = writer.Loop("column", whole))
            {
                writer.Line(width.StoreAt($"LoadUnsafe({At("from", 0, column.Times(width.Lanes))})", At("to", 0, column.Times(width.Lanes))));
            }

            if (columns % width.Lanes != 0)
            {
                // The last vector overlaps the one before it and ends with the row.
                int last = columns - width.Lanes;
                writer.Line(width.Store(width.Load("from", last), "to", last));
            }
        }
        else
        {
            using CodeWriter.LoopBlock column = writer.Loop("column", columns);
            string index = column.Variable ?? "0";
            writer.Line($"Unsafe.Add(ref to, {index}) = Unsafe.Add(ref from, {index});");
        }
    }
}
