using CnnGen.Generator.Emit;
using CnnGen.Generator.Lowering;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Pooling of blocked channels: a vector holds 16 channels of a pixel, a window is a walk over pixels.</summary>
internal sealed record PoolKernel(PoolGeometry Geometry, TensorForm X, TensorForm Y) : Kernel
{
    public override string Name => KernelNames.Pool("", Geometry, X, Y);

    public static PoolKernel Of(Pool operation) => new(operation.Geometry, operation.X.Form, operation.Y.Form);

    public override void Write(KernelWriter kernel) =>
        kernel.Main("ref float x, ref float y", $"{X} -> {Y}", writer => WriteWindows(writer, kernel.Width, Geometry, X, Y));

    private static void WriteWindows(CodeWriter writer, VectorWidth width, PoolGeometry geometry, TensorForm x, TensorForm y)
    {
        using CodeWriter.LoopBlock plane = writer.Loop("plane", y.Planes);
        using CodeWriter.LoopBlock row = writer.Loop("row", y.Height);
        using CodeWriter.LoopBlock column = writer.Loop("column", y.Width);
        using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / width.Lanes);
        string output = At("y", y.Origin, plane.Times(y.PlaneStride), row.Times(y.RowStride), column.Times(y.ColumnStride), part.Times(width.Lanes));
        if (geometry.IsClipped(x, y))
        {
            PoolWindow.WriteBounds(writer, geometry, x, row, column);
            writer.Line($"ref float xp = {At("x", x.Origin, plane.Times(x.PlaneStride), part.Times(width.Lanes))};");
            writer.Line(width.Declare("value", geometry.Kind == PoolKind.Max ? $"{width.Type}.Create(float.NegativeInfinity)" : width.Zero()));
            using (writer.Block("for (int h = top; h < bottom; h++)"))
            {
                using (writer.Block("for (int v = left; v < right; v++)"))
                {
                    string element = $"{width.Type}.LoadUnsafe({At("xp", 0, $" + (h * {x.RowStride})", $" + (v * {x.ColumnStride})")})";
                    writer.Line(geometry.Kind == PoolKind.Max ? $"value = {width.Max("value", element)};" : $"value += {element};");
                }
            }

            string result = geometry.Kind == PoolKind.Max ? "value" : $"value * {width.Type}.Create(1f / {PoolWindow.Divisor(geometry)})";
            writer.Line($"{width.Type}.StoreUnsafe({result}, {output});");
            return;
        }

        string first = At(
            "x",
            x.Origin,
            plane.Times(x.PlaneStride),
            row.Times((long)geometry.StrideRows * x.RowStride),
            column.Times((long)geometry.StrideColumns * x.ColumnStride),
            part.Times(width.Lanes));
        writer.Line($"ref float xp = {first};");
        for (int tap = 0; tap < geometry.KernelRows * geometry.KernelColumns; tap++)
        {
            string element = width.Load("xp", PoolWindow.Offset(geometry, x, tap));
            writer.Line(tap == 0 ? width.Declare("value", element)
                : geometry.Kind == PoolKind.Max ? $"value = {width.Max("value", element)};"
                : $"value += {element};");
        }

        string pooled = geometry.Kind == PoolKind.Max ? "value" : $"value * {width.Constant(1f / (geometry.KernelRows * geometry.KernelColumns))}";
        writer.Line($"{width.Type}.StoreUnsafe({pooled}, {output});");
    }
}

/// <summary>The index arithmetic that pooling and its gradient share.</summary>
internal static class PoolWindow
{
    public static long Offset(PoolGeometry geometry, TensorForm x, int tap) =>
        ((long)(tap / geometry.KernelColumns) * x.RowStride) + ((long)(tap % geometry.KernelColumns) * x.ColumnStride);

    /// <summary>Declares the part of the window that lies inside the input: rows top to bottom, columns left to right.</summary>
    public static void WriteBounds(CodeWriter writer, PoolGeometry geometry, TensorForm x, CodeWriter.LoopBlock row, CodeWriter.LoopBlock column)
    {
        Axis("Row", "top", "bottom", row, geometry.StrideRows, geometry.PadRows, geometry.KernelRows, x.Height);
        Axis("Column", "left", "right", column, geometry.StrideColumns, geometry.PadColumns, geometry.KernelColumns, x.Width);
        void Axis(string name, string low, string high, CodeWriter.LoopBlock output, int stride, int pad, int kernel, int size)
        {
            string term = output.Times(stride);
            writer.Line($"int first{name} = {(-pad).ToString(System.Globalization.CultureInfo.InvariantCulture)}{term};");
            writer.Line($"int {low} = Math.Max(first{name}, 0);");
            writer.Line($"int {high} = Math.Min(first{name} + {kernel}, {size});");
            if (geometry.Kind == PoolKind.AverageWithPadding)
            {
                // A last window that begins inside and ends past the padding counts the padding only.
                writer.Line($"int padded{name}s = Math.Min(first{name} + {kernel}, {size + pad}) - first{name};");
            }
        }
    }

    public static string Divisor(PoolGeometry geometry) => geometry.Kind == PoolKind.Average
        ? "((bottom - top) * (right - left))"
        : "(paddedRows * paddedColumns)";
}
