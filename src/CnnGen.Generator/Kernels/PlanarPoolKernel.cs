using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Pooling of planes with a column stride of 1 or 2: a vector holds neighbouring outputs of a row.</summary>
/// <remarks>With stride 2 the even elements of two neighbouring vectors are gathered, once for each column of the window.</remarks>
internal sealed record PlanarPoolKernel(PoolGeometry Geometry, TensorForm X, TensorForm Y) : Kernel
{
    public override string Name => KernelNames.Pool("", Geometry, KernelNames.Form(X), KernelNames.Form(Y));

    // The taps of a window are written out.
    private const int MostTaps = 25;

    /// <summary>Whether a window is small enough, its taps lie side by side, and its function is one of the elements themselves.</summary>
    public static bool Takes(PoolGeometry geometry) => geometry.Kernel.Depth == 1 && geometry.Taps <= MostTaps && geometry.IsDense && geometry.Kind != PoolKind.Norm;

    public override void Write(KernelWriter kernel) =>
        kernel.Main("ref float x, ref float y", $"{X} -> {Y}", writer => WriteWindows(writer, kernel.Width, Geometry, X, Y));

    private static void WriteWindows(CodeWriter writer, VectorWidth width, PoolGeometry geometry, TensorForm x, TensorForm y)
    {
        PoolFunction function = PoolFunction.Of(geometry, width);
        if (geometry.Stride.Columns == 2)
        {
            // The upper half of a shuffle is thrown away; its indexes are any.
            string indexes = string.Join(", ", Enumerable.Range(0, width.Lanes).Select(lane => lane < width.Lanes / 2 ? 2 * lane : 0));
            writer.Line($"{width.Type}<int> even = Create({indexes});");
        }

        using CodeWriter.LoopBlock plane = writer.Loop("plane", y.Planes);
        using LoopNest row = writer.Nest("", y.Size with { Columns = 1 });
        using CodeWriter.LoopBlock column = writer.Loop("column", (y.Size.Columns + width.Lanes - 1) / width.Lanes);
        string first = At(
            "x",
            x.Origin,
            plane.Times(x.PlaneStride),
            row.Times(geometry.InputStep(x)),
            column.Times((long)geometry.Stride.Columns * width.Lanes));
        writer.Line($"ref float xp = {first};");
        for (int tapColumn = 0; tapColumn < geometry.Kernel.Columns; tapColumn++)
        {
            for (int part = 0; part < geometry.Stride.Columns; part++)
            {
                string name = $"x{tapColumn}_{part}";
                for (int tapRow = 0; tapRow < geometry.Kernel.Rows; tapRow++)
                {
                    string element = width.Load("xp", ((long)tapRow * x.Step.Rows) + tapColumn + (part * width.Lanes));
                    writer.Line(tapRow == 0 ? width.Declare(name, element) : $"{name} = {function.Combine(name, element)};");
                }
            }

            string value = geometry.Stride.Columns == 1
                ? $"x{tapColumn}_0"
                : $"Create({Evens($"x{tapColumn}_0")}, {Evens($"x{tapColumn}_1")})";
            writer.Line(tapColumn == 0 ? width.Declare("value", value) : $"value = {function.Combine("value", value)};");
        }

        string output = At("y", y.Origin, plane.Times(y.PlaneStride), row.Times(y.Step), column.Times(width.Lanes));
        writer.Line(width.StoreAt(function.Finish("value", width.Constant(1f / geometry.Taps)), output));

        string Evens(string vector) => $"Shuffle({vector}, even).GetLower()";
    }
}
