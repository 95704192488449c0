using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Pooling of blocked channels: a vector holds 16 channels of a pixel, a window is a walk over pixels.</summary>
/// <param name="Geometry">The windows.</param>
/// <param name="X">The form of the input's planes; it is told how many there are.</param>
/// <param name="Y">The form of the output's.</param>
/// <param name="IsShared">Whether threads share it.</param>
internal sealed record PoolKernel(PoolGeometry Geometry, TensorForm X, TensorForm Y, bool IsShared) : Kernel
{
    // Several results of a row in flight hide the latency of an addition.
    private const int Splits = 4;

    public override string Name => KernelNames.Pool("", Geometry, KernelNames.Plane(X), KernelNames.Plane(Y)) + (IsShared ? "_shared" : "");

    public override void Write(KernelWriter kernel) => kernel.Main(
        "ref float x, ref float y" + ChannelLoop.PlanesParameter + (IsShared ? Share.Parameters : ""), $"{X.PlaneText} -> {Y.PlaneText}", writer => WriteWindows(writer, kernel.Width));

    private void WriteWindows(CodeWriter writer, VectorWidth width)
    {
        PoolFunction function = PoolFunction.Of(Geometry, width);
        using CodeWriter.LoopBlock plane = IsShared ? writer.SharedLoop("plane", ChannelLoop.Planes) : writer.Loop("plane", ChannelLoop.Planes);
        if (MaxPoolRow.Takes(Geometry, X.Size, Y.Size))
        {
            MaxPoolRow.Write(writer, width, Geometry, X, Y, plane);
            return;
        }

        using (LoopNest output = writer.Nest("", Y.Size))
        {
            using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / width.Lanes);
            string target = At("y", Y.Origin, plane.Times(Y.PlaneStride), output.Times(Y.Step), part.Times(width.Lanes));
            WriteWindow(writer, function, output, target, plane.Times(X.PlaneStride), part.Times(width.Lanes));
        }

        if (function.RootLeft > 1)
        {
            using LoopNest row = writer.Nest("", Y.Size with { Columns = 1 });
            writer.Line($"Roots.Apply({At("y", Y.Origin, plane.Times(Y.PlaneStride), row.Times(Y.Step))}, {Number(Y.RowLength)}, {Number(function.RootLeft)});");
        }
    }

    private void WriteWindow(CodeWriter writer, PoolFunction function, LoopNest output, string target, string plane, string lane)
    {
        VectorWidth width = function.Width;
        if (Geometry.IsClipped(X.Size, Y.Size))
        {
            WriteClipped(writer, function, output, target, plane + lane);
            return;
        }

        writer.Line($"ref float xp = {At("x", X.Origin, plane, output.Times(Geometry.InputStep(X)), lane)};");
        if (PoolWindow.IsUnrolled(Geometry))
        {
            WriteTaps(writer, function);
        }
        else
        {
            WriteLarge(writer, function);
        }

        writer.Line(width.StoreAt(function.Finish("value", width.Constant(1f / Geometry.Taps)), target));
    }

    private void WriteTaps(CodeWriter writer, PoolFunction function)
    {
        VectorWidth width = function.Width;
        int first = function.IsOfElements ? 1 : 0;
        writer.Line(width.Declare("value", first == 1 ? width.Load("xp", 0) : function.Identity));
        for (int tap = first; tap < Geometry.Taps; tap++)
        {
            function.Take(writer, "value", width.Load("xp", PoolWindow.Offset(Geometry, X, tap)));
        }
    }

    /// <summary>A window too large to be written out: row by row, each in several results.</summary>
    private void WriteLarge(CodeWriter writer, PoolFunction function)
    {
        VectorWidth width = function.Width;
        PerAxis<long> step = Geometry.TapStep(X);
        writer.Line(width.Declare("value", function.Identity));
        using LoopNest row = writer.Nest("tap", Geometry.Kernel with { Columns = 1 });
        writer.Line($"ref float xr = {At("xp", 0, row.Times(step))};");
        int columns = Geometry.Kernel.Columns;
        int splits = columns < Splits ? columns : Splits;
        int begun = function.IsOfElements ? splits : 0;
        for (int split = 0; split < splits; split++)
        {
            writer.Line(width.Declare("row" + Number(split), begun > 0 ? width.Load("xr", split * step.Columns) : function.Identity));
        }

        int whole = (columns - begun) / splits;
        if (whole > 0)
        {
            using CodeWriter.LoopBlock column = writer.Loop("tapColumn", whole);
            writer.Line($"ref float xc = {At("xr", begun * step.Columns, column.Times(splits * step.Columns))};");
            for (int split = 0; split < splits; split++)
            {
                function.Take(writer, "row" + Number(split), width.Load("xc", split * step.Columns));
            }
        }

        for (int rest = begun + (whole * splits); rest < columns; rest++)
        {
            function.Take(writer, "row0", width.Load("xr", rest * step.Columns));
        }

        string total = "row0";
        for (int split = 1; split < splits; split++)
        {
            total = function.Combine("row" + Number(split), total);
        }

        writer.Line($"value = {function.Combine("value", Geometry.Kind == PoolKind.Max ? total : $"({total})")};");
    }

    /// <summary>Windows that differ in what they see: what lies inside is walked.</summary>
    private void WriteClipped(CodeWriter writer, PoolFunction function, LoopNest output, string target, string lane)
    {
        VectorWidth width = function.Width;
        PoolWindow.WriteBounds(writer, Geometry, X.Size, output);
        writer.Line($"ref float xp = {At("x", X.Origin, lane)};");
        writer.Line(width.Declare("value", function.Identity));
        using (PoolWindow.Walk(writer, Geometry, X.Size))
        {
            function.Take(writer, "value", $"LoadUnsafe({At("xp", 0, PoolWindow.Place(Geometry, X))})");
        }

        writer.Line(width.StoreAt(function.Finish("value", $"Create(1f / {PoolWindow.Divisor(Geometry, X.Size)})"), target));
    }
}
