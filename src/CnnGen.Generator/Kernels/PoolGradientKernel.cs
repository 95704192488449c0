using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Pooling's gradient by its input, of blocked channels.</summary>
/// <remarks>A maximum's gradient goes to its first place in the window, row by row, as PyTorch's does; where the maximum is NaN, to a NaN.</remarks>
internal sealed record PoolGradientKernel(PoolGeometry Geometry, TensorForm X, TensorForm Y, TensorForm OutputGradient, TensorForm InputGradient) : Kernel
{
    public override string Name => KernelNames.Pool("Gradient", Geometry, InputGradient, OutputGradient)
        + (!IsMax || (X == InputGradient && Y == OutputGradient) ? "" : $"_of_{KernelNames.Form(X)}_{KernelNames.Form(Y)}");

    private bool IsMax => Geometry.Kind == PoolKind.Max;

    /// <summary>Whether every input element lies in exactly one window, so that its gradient can be stored without adding.</summary>
    private bool Tiles => Geometry.Tiles(X.Size, Y.Size);

    public override void Write(KernelWriter kernel) => kernel.Main(
        IsMax ? "ref float x, ref float y, ref float dy, ref float dx" : "ref float dy, ref float dx",
        $"{OutputGradient} -> {InputGradient}",
        writer => WriteWindows(writer, kernel.Width));

    private void WriteWindows(CodeWriter writer, VectorWidth width)
    {
        TensorForm dx = InputGradient;
        TensorForm dy = OutputGradient;
        if (!Tiles)
        {
            writer.Line($"TensorMemory.Clear(ref dx, {Number(dx.Length)});");
        }

        using CodeWriter.LoopBlock plane = writer.Loop("plane", dy.Planes);
        using LoopNest output = writer.Nest("", dy.Size);
        using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / width.Lanes);
        string lane = part.Times(width.Lanes);
        writer.Line(width.Declare("gradient", $"LoadUnsafe({Pixel("dy", dy)})"));
        if (IsMax)
        {
            writer.Line(width.Declare("maximum", $"LoadUnsafe({Pixel("y", Y)})"));
        }

        bool isClipped = Geometry.IsClipped(X.Size, Y.Size);
        if (isClipped)
        {
            PoolWindow.WriteBounds(writer, Geometry, X.Size, output);
        }

        if (!IsMax)
        {
            writer.Line($"gradient *= {(isClipped ? $"Create(1f / {PoolWindow.Divisor(Geometry, X.Size)})" : width.Constant(1f / Geometry.Taps))};");
        }

        // Clipped windows are walked from the input's first element, whole ones from their own.
        string origin = isClipped ? "" : output.Times(Geometry.InputStep(X));
        string target = isClipped ? "" : output.Times(Geometry.InputStep(dx));
        if (IsMax)
        {
            writer.Line($"ref float xp = {At("x", X.Origin, plane.Times(X.PlaneStride), origin, lane)};");
        }

        writer.Line($"ref float dxp = {At("dx", dx.Origin, plane.Times(dx.PlaneStride), target, lane)};");
        if (isClipped)
        {
            using System.IDisposable walk = PoolWindow.Walk(writer, Geometry, X.Size);
            WriteTapAt(PoolWindow.Place(Geometry, X), PoolWindow.Place(Geometry, dx));
        }
        else if (PoolWindow.IsUnrolled(Geometry))
        {
            for (int tap = 0; tap < Geometry.Taps; tap++)
            {
                WriteTap("xp", PoolWindow.Offset(Geometry, X, tap), "dxp", PoolWindow.Offset(Geometry, dx, tap));
            }
        }
        else
        {
            using LoopNest tap = writer.Nest("tap", Geometry.Kernel);
            WriteTapAt(tap.Times(X.Step), tap.Times(dx.Step));
        }

        void WriteTapAt(string source, string destination)
        {
            if (IsMax)
            {
                writer.Line($"ref float xt = {At("xp", 0, source)};");
            }

            writer.Line($"ref float dxt = {At("dxp", 0, destination)};");
            WriteTap("xt", 0, "dxt", 0);
        }

        void WriteTap(string input, long inputOffset, string output, long outputOffset)
        {
            if (!IsMax)
            {
                WriteStore("gradient");
                return;
            }

            // What the maximum's first place takes is no longer there for later ones.
            using (writer.Scope())
            {
                writer.Line(width.Declare("value", width.Load(input, inputOffset)));
                writer.Line(width.Declare("hit", $"{width.Type}.Equals(value, maximum) | IsNaN(value)"));
                WriteStore("gradient & hit");
                writer.Line("gradient = AndNot(gradient, hit);");
            }

            void WriteStore(string value) =>
                writer.Line(width.Store(Tiles ? value : $"{width.Load(output, outputOffset)} + ({value})", output, outputOffset));
        }

        string Pixel(string name, TensorForm tensor) => At(name, tensor.Origin, plane.Times(tensor.PlaneStride), output.Times(tensor.Step), lane);
    }
}
