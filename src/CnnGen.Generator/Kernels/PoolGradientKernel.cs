using CnnGen.Generator.Emit;
using CnnGen.Generator.Lowering;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Pooling's gradient by its input, of blocked channels.</summary>
/// <remarks>A maximum's gradient goes to its first place in the window, row by row, as PyTorch's does.</remarks>
internal sealed record PoolGradientKernel(PoolGeometry Geometry, TensorForm X, TensorForm Y, TensorForm OutputGradient, TensorForm InputGradient) : Kernel
{
    public override string Name => KernelNames.Pool("Gradient", Geometry, InputGradient, OutputGradient);

    /// <summary>Whether every input element lies in exactly one window, so that its gradient can be stored without adding.</summary>
    private bool Tiles =>
        !Geometry.IsClipped(X, Y)
        && Geometry.KernelRows == Geometry.StrideRows && Geometry.KernelColumns == Geometry.StrideColumns
        && Y.Height * Geometry.StrideRows == X.Height && Y.Width * Geometry.StrideColumns == X.Width;

    public static PoolGradientKernel Of(PoolGradient operation) => new(
        operation.Geometry, operation.X.Form, operation.Y.Form, operation.OutputGradient.Form, operation.InputGradient.Form);

    public override void Write(KernelWriter kernel) => kernel.Main(
        Geometry.Kind == PoolKind.Max ? "ref float x, ref float y, ref float dy, ref float dx" : "ref float dy, ref float dx",
        $"{OutputGradient} -> {InputGradient}",
        writer => WriteWindows(writer, kernel.Width));

    private void WriteWindows(CodeWriter writer, VectorWidth width)
    {
        PoolGeometry geometry = Geometry;
        TensorForm dx = InputGradient;
        TensorForm x = X;
        TensorForm y = Y;
        TensorForm dy = OutputGradient;
        bool isMax = geometry.Kind == PoolKind.Max;
        bool tiles = Tiles;
        if (!tiles)
        {
            writer.Line($"TensorMemory.Clear(ref dx, {dx.Length});");
        }

        using CodeWriter.LoopBlock plane = writer.Loop("plane", dy.Planes);
        using CodeWriter.LoopBlock row = writer.Loop("row", dy.Height);
        using CodeWriter.LoopBlock column = writer.Loop("column", dy.Width);
        using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / width.Lanes);
        string partTerm = part.Times(width.Lanes);
        writer.Line(width.Declare("gradient", $"{width.Type}.LoadUnsafe({PixelOf("dy", dy)})"));
        if (isMax)
        {
            writer.Line(width.Declare("maximum", $"{width.Type}.LoadUnsafe({PixelOf("y", y)})"));
        }

        if (geometry.IsClipped(x, y))
        {
            PoolWindow.WriteBounds(writer, geometry, x, row, column);
            if (!isMax)
            {
                writer.Line($"gradient *= {width.Type}.Create(1f / {PoolWindow.Divisor(geometry)});");
            }

            using (writer.Block("for (int h = top; h < bottom; h++)"))
            {
                using (writer.Block("for (int v = left; v < right; v++)"))
                {
                    if (isMax)
                    {
                        writer.Line($"ref float xt = {At("x", x.Origin, plane.Times(x.PlaneStride), $" + (h * {x.RowStride})", $" + (v * {x.ColumnStride})", partTerm)};");
                    }

                    writer.Line($"ref float dxt = {At("dx", dx.Origin, plane.Times(dx.PlaneStride), $" + (h * {dx.RowStride})", $" + (v * {dx.ColumnStride})", partTerm)};");
                    WriteTap("xt", 0, "dxt", 0);
                }
            }

            return;
        }

        if (isMax)
        {
            writer.Line($"ref float xp = {Window("x", x)};");
        }
        else
        {
            writer.Line($"gradient *= {width.Constant(1f / (geometry.KernelRows * geometry.KernelColumns))};");
        }

        writer.Line($"ref float dxp = {Window("dx", dx)};");
        for (int tap = 0; tap < geometry.KernelRows * geometry.KernelColumns; tap++)
        {
            WriteTap("xp", PoolWindow.Offset(geometry, x, tap), "dxp", PoolWindow.Offset(geometry, dx, tap));
        }

        void WriteTap(string input, long inputOffset, string target, long targetOffset)
        {
            string share = "gradient";
            if (isMax)
            {
                // What the maximum's first place takes is no longer there for later ones.
                using (writer.Scope())
                {
                    writer.Line(width.Declare("hit", $"{width.Type}.Equals({width.Load(input, inputOffset)}, maximum)"));
                    WriteStore($"gradient & hit");
                    writer.Line($"gradient = {width.Type}.AndNot(gradient, hit);");
                }
            }
            else
            {
                WriteStore(share);
            }

            void WriteStore(string value) =>
                writer.Line(width.Store(tiles ? value : $"{width.Load(target, targetOffset)} + ({value})", target, targetOffset));
        }

        string PixelOf(string name, TensorForm tensor) =>
            At(name, tensor.Origin, plane.Times(tensor.PlaneStride), row.Times(tensor.RowStride), column.Times(tensor.ColumnStride), partTerm);

        string Window(string name, TensorForm tensor) => At(
            name,
            tensor.Origin,
            plane.Times(tensor.PlaneStride),
            row.Times((long)geometry.StrideRows * tensor.RowStride),
            column.Times((long)geometry.StrideColumns * tensor.ColumnStride),
            partTerm);
    }
}
