using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Pooling of blocked channels: a vector holds 16 channels of a pixel, a window is a walk over pixels.</summary>
internal sealed record PoolKernel(PoolGeometry Geometry, TensorForm X, TensorForm Y) : Kernel
{
    // Several results of a row in flight hide the latency of an addition.
    private const int Splits = 4;

    public override string Name => KernelNames.Pool("", Geometry, X, Y);

    /// <summary>Whether threads share it.</summary>
    public bool IsShared => Share.IsWorthReading(X.Length);

    public override void Write(KernelWriter kernel) => kernel.Main("ref float x, ref float y" + (IsShared ? Share.Parameters : ""), $"{X} -> {Y}", writer => WriteWindows(writer, kernel.Width));

    private void WriteWindows(CodeWriter writer, VectorWidth width)
    {
        using CodeWriter.LoopBlock plane = IsShared ? writer.SharedLoop("plane", Y.Planes) : writer.Loop("plane", Y.Planes);
        using LoopNest output = writer.Nest("", Y.Size);
        using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / width.Lanes);
        string target = At("y", Y.Origin, plane.Times(Y.PlaneStride), output.Times(Y.Step), part.Times(width.Lanes));
        if (Geometry.IsClipped(X.Size, Y.Size))
        {
            WriteClipped(writer, width, output, target, plane.Times(X.PlaneStride) + part.Times(width.Lanes));
            return;
        }

        writer.Line($"ref float xp = {At("x", X.Origin, plane.Times(X.PlaneStride), output.Times(Geometry.InputStep(X)), part.Times(width.Lanes))};");
        if (PoolWindow.IsUnrolled(Geometry))
        {
            for (int tap = 0; tap < Geometry.Taps; tap++)
            {
                string element = width.Load("xp", PoolWindow.Offset(Geometry, X, tap));
                writer.Line(tap == 0 ? width.Declare("value", element) : $"value = {Combine(width, "value", element)};");
            }
        }
        else
        {
            WriteLarge(writer, width);
        }

        writer.Line(width.StoreAt(Scaled(width, "value", width.Constant(1f / Geometry.Taps)), target));
    }

    /// <summary>A window too large to be written out: row by row, each in several results.</summary>
    private void WriteLarge(CodeWriter writer, VectorWidth width)
    {
        writer.Line(width.Declare("value", Identity(width)));
        using LoopNest row = writer.Nest("tap", Geometry.Kernel with { Columns = 1 });
        writer.Line($"ref float xr = {At("xp", 0, row.Times(X.Step))};");
        int columns = Geometry.Kernel.Columns;
        int splits = columns < Splits ? columns : Splits;
        for (int split = 0; split < splits; split++)
        {
            writer.Line(width.Declare("row" + Number(split), width.Load("xr", (long)split * X.Step.Columns)));
        }

        int whole = (columns / splits) - 1;
        if (whole > 0)
        {
            using CodeWriter.LoopBlock column = writer.Loop("tapColumn", whole);
            writer.Line($"ref float xc = {At("xr", (long)splits * X.Step.Columns, column.Times((long)splits * X.Step.Columns))};");
            for (int split = 0; split < splits; split++)
            {
                writer.Line($"row{Number(split)} = {Combine(width, "row" + Number(split), width.Load("xc", (long)split * X.Step.Columns))};");
            }
        }

        for (int rest = (whole + 1) * splits; rest < columns; rest++)
        {
            writer.Line($"row0 = {Combine(width, "row0", width.Load("xr", (long)rest * X.Step.Columns))};");
        }

        string total = "row0";
        for (int split = 1; split < splits; split++)
        {
            total = Combine(width, total, "row" + Number(split));
        }

        writer.Line($"value = {Combine(width, "value", Geometry.Kind == PoolKind.Max ? total : $"({total})")};");
    }

    /// <summary>Windows that reach outside of the input: what lies inside is walked.</summary>
    private void WriteClipped(CodeWriter writer, VectorWidth width, LoopNest output, string target, string lane)
    {
        PoolWindow.WriteBounds(writer, Geometry, X.Size, output);
        writer.Line($"ref float xp = {At("x", X.Origin, lane)};");
        writer.Line(width.Declare("value", Identity(width)));
        using (PoolWindow.Walk(writer, Geometry, X.Size))
        {
            string element = $"LoadUnsafe({At("xp", 0, PoolWindow.Place(Geometry, X))})";
            writer.Line($"value = {Combine(width, "value", element)};");
        }

        writer.Line(width.StoreAt(Scaled(width, "value", $"Create(1f / {PoolWindow.Divisor(Geometry, X.Size)})"), target));
    }

    private string Identity(VectorWidth width) => Geometry.Kind == PoolKind.Max ? "Create(float.NegativeInfinity)" : width.Zero();

    private string Combine(VectorWidth width, string one, string other) => Geometry.Kind == PoolKind.Max ? width.Max(one, other) : $"{one} + {other}";

    private string Scaled(VectorWidth width, string value, string factor) => Geometry.Kind == PoolKind.Max ? value : $"{value} * {factor}";
}
