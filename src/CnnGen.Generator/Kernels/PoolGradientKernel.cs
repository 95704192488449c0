using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Pooling's gradient by its input, of blocked channels.</summary>
/// <remarks>
/// A maximum's gradient goes to its first place in the window, row by row, as PyTorch's does; where the maximum is NaN, to a NaN. A norm's goes to
/// each element x as sign(x) (|x| / y)^(norm - 1), which does not overflow where the powers of either would; where y is 0, to none.
/// The forms are those of planes; it is told how many there are.
/// </remarks>
internal sealed record PoolGradientKernel(PoolGeometry Geometry, TensorForm X, TensorForm Y, TensorForm OutputGradient, TensorForm InputGradient) : Kernel
{
    public override string Name => KernelNames.Pool("Gradient", Geometry, KernelNames.Plane(InputGradient), KernelNames.Plane(OutputGradient))
        + (!ReadsValues || (X == InputGradient && Y == OutputGradient) ? "" : $"_of_{KernelNames.Plane(X)}_{KernelNames.Plane(Y)}");

    private bool ReadsValues => Geometry.Kind is PoolKind.Max or PoolKind.Norm;

    /// <summary>Whether every input element lies in exactly one window, so that its gradient can be stored without adding.</summary>
    private bool Tiles => Geometry.Tiles(X.Size, Y.Size);

    public override void Write(KernelWriter kernel) => kernel.Main(
        (ReadsValues ? "ref float x, ref float y, ref float dy, ref float dx" : "ref float dy, ref float dx") + ChannelLoop.PlanesParameter,
        $"{OutputGradient.PlaneText} -> {InputGradient.PlaneText}",
        writer => WriteWindows(writer, kernel.Width));

    private void WriteWindows(CodeWriter writer, VectorWidth width)
    {
        TensorForm dx = InputGradient;
        TensorForm dy = OutputGradient;
        if (!Tiles)
        {
            writer.Line($"TensorMemory.Clear(ref dx, planes * {Number(dx.PlaneStride)});");
        }

        using CodeWriter.LoopBlock plane = writer.Loop("plane", ChannelLoop.Planes);
        using LoopNest output = writer.Nest("", dy.Size);
        using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / width.Lanes);
        string lane = part.Times(width.Lanes);
        writer.Line(width.Declare("gradient", $"LoadUnsafe({Pixel("dy", dy)})"));
        if (Geometry.Kind == PoolKind.Max)
        {
            writer.Line(width.Declare("maximum", $"LoadUnsafe({Pixel("y", Y)})"));
        }
        else if (Geometry.Kind == PoolKind.Norm && Geometry.Norm > 1)
        {
            writer.Line(width.Declare("norm", $"LoadUnsafe({Pixel("y", Y)})"));
            writer.Line(width.Declare("reciprocal", $"AndNot({width.Constant(1)} / norm, {width.Type}.Equals(norm, {width.Zero()}))"));
        }

        bool isClipped = Geometry.IsClipped(X.Size, Y.Size);
        if (isClipped)
        {
            PoolWindow.WriteBounds(writer, Geometry, X.Size, output);
        }

        if (!ReadsValues)
        {
            writer.Line($"gradient *= {(isClipped ? $"Create(1f / {PoolWindow.Divisor(Geometry, X.Size)})" : width.Constant(1f / Geometry.Taps))};");
        }

        // Clipped windows are walked from the input's first element, whole ones from their own.
        string origin = isClipped ? "" : output.Times(Geometry.InputStep(X));
        string target = isClipped ? "" : output.Times(Geometry.InputStep(dx));
        if (ReadsValues)
        {
            writer.Line($"ref float xp = {At("x", X.Origin, plane.Times(X.PlaneStride), origin, lane)};");
        }

        writer.Line($"ref float dxp = {At("dx", dx.Origin, plane.Times(dx.PlaneStride), target, lane)};");
        WriteTaps(writer, width, isClipped);

        string Pixel(string name, TensorForm tensor) => At(name, tensor.Origin, plane.Times(tensor.PlaneStride), output.Times(tensor.Step), lane);
    }

    private void WriteTaps(CodeWriter writer, VectorWidth width, bool isClipped)
    {
        if (isClipped)
        {
            using System.IDisposable walk = PoolWindow.Walk(writer, Geometry, X.Size);
            WriteTapAt(PoolWindow.Place(Geometry, X), PoolWindow.Place(Geometry, InputGradient));
        }
        else if (PoolWindow.IsUnrolled(Geometry))
        {
            for (int tap = 0; tap < Geometry.Taps; tap++)
            {
                WriteTap(writer, width, width.Load("xp", PoolWindow.Offset(Geometry, X, tap)), "dxp", PoolWindow.Offset(Geometry, InputGradient, tap));
            }
        }
        else
        {
            using LoopNest tap = writer.Nest("tap", Geometry.Kernel);
            WriteTapAt(tap.Times(Geometry.TapStep(X)), tap.Times(Geometry.TapStep(InputGradient)));
        }

        void WriteTapAt(string source, string destination)
        {
            writer.Line($"ref float dxt = {At("dxp", 0, destination)};");
            WriteTap(writer, width, $"LoadUnsafe({At("xp", 0, source)})", "dxt", 0);
        }
    }

    /// <summary>Adds an element's share of the gradient to it.</summary>
    private void WriteTap(CodeWriter writer, VectorWidth width, string element, string output, long offset)
    {
        if (!ReadsValues)
        {
            WriteStore("gradient");
            return;
        }

        using System.IDisposable scope = writer.Scope();
        writer.Line(width.Declare("value", element));
        if (Geometry.Kind == PoolKind.Norm)
        {
            WriteStore(WriteShareOfNorm(writer, width));
            return;
        }

        // What the maximum's first place takes is no longer there for later ones.
        writer.Line(width.Declare("hit", $"{width.Type}.Equals(value, maximum) | IsNaN(value)"));
        WriteStore("gradient & hit");
        writer.Line("gradient = AndNot(gradient, hit);");

        void WriteStore(string value) =>
            writer.Line(width.Store(Tiles ? value : $"{width.Load(output, offset)} + ({value})", output, offset));
    }

    private string WriteShareOfNorm(CodeWriter writer, VectorWidth width)
    {
        if (Geometry.Norm == 1)
        {
            string negative = $"ConditionalSelect(LessThan(value, {width.Zero()}), -gradient, {width.Zero()})";
            return $"ConditionalSelect(GreaterThan(value, {width.Zero()}), gradient, {negative})";
        }

        // An odd power keeps the sign; of an even one the first factor has it.
        bool isOdd = Geometry.Norm % 2 == 0;
        writer.Line(width.Declare("ratio", "value * reciprocal"));
        if (!isOdd)
        {
            writer.Line(width.Declare("size", "Abs(ratio)"));
        }

        IReadOnlyList<string> factors = isOdd
            ? PowerText.WriteFactors(writer, width, "ratio", Geometry.Norm - 1)
            : [.. PowerText.WriteFactors(writer, width, "size", Geometry.Norm - 2), "ratio"];
        return string.Join(" * ", factors.Prepend("gradient"));
    }
}
