using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A row of maxima over windows of blocked channels: the maximum of each column of a window is taken once for all windows that have it.</summary>
/// <remarks>
/// A tap above or below the input reads the nearest row inside, which is one of the window's own, so that no row is an edge case. Windows that
/// reach past a row's ends are written out with the taps that they have.
/// </remarks>
internal static class MaxPoolRow
{
    // Neighbouring outputs that share columns.
    private const int TileOutputs = 4;

    // The taps of a window are written out.
    private const int MostTaps = 25;

    /// <summary>Whether windows are of a kind and a size for it, overlap or reach outside of the input, and each has an element of it.</summary>
    public static bool Takes(PoolGeometry geometry, PerAxis<int> x, PerAxis<int> y)
    {
        bool isDense = geometry.IsDense && geometry.Axes.All(static axis => axis.Parts == 0);
        bool hasReason = geometry.Stride.Columns < geometry.Kernel.Columns || geometry.IsClipped(x, y);
        return geometry.Kind == PoolKind.Max && geometry.Axes.Depth == PoolAxis.Unit && geometry.Taps <= MostTaps && isDense && hasReason
            && SeesInput(geometry.Axes.Rows, x.Rows, y.Rows) && SeesInput(geometry.Axes.Columns, x.Columns, y.Columns);
    }

    /// <summary>Writes the rows of a plane.</summary>
    /// <param name="writer">Receives the loops.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="x">The input.</param>
    /// <param name="y">The output.</param>
    /// <param name="plane">The loop over planes.</param>
    public static void Write(CodeWriter writer, VectorWidth width, PoolGeometry geometry, TensorForm x, TensorForm y, CodeWriter.LoopBlock plane)
    {
        using LoopNest row = writer.Nest("", y.Size with { Columns = 1 });
        PoolAxis rows = geometry.Axes.Rows;
        for (int tap = 0; tap < rows.Kernel; tap++)
        {
            writer.Line($"int row{Number(tap)} = {RowOf(rows, tap, row.Loops.Rows, x.Size.Rows, y.Size.Rows)};");
        }

        using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / width.Lanes);
        string slice = row.Loops.Depth.Times(x.Step.Depth);
        for (int tap = 0; tap < rows.Kernel; tap++)
        {
            string place = At("x", x.Origin, plane.Times(x.PlaneStride), slice, $" + (row{Number(tap)} * {Number(x.Step.Rows)})", part.Times(width.Lanes));
            writer.Line($"ref float x{Number(tap)} = {place};");
        }

        writer.Line($"ref float yr = {At("y", y.Origin, plane.Times(y.PlaneStride), row.Times(y.Step), part.Times(width.Lanes))};");
        WriteOutputs(writer, new Tile(width, rows.Kernel, geometry.Axes.Columns, x.Size.Columns), y.Size.Columns);
    }

    /// <summary>The outputs from left to right: those at the left end, whole tiles in a loop, the others.</summary>
    private static void WriteOutputs(CodeWriter writer, Tile tile, int outputs)
    {
        (int first, int end) = tile.Inner(outputs);
        tile.Write(writer, 0, first, default);
        int tiles = (end - first) / TileOutputs;
        if (tiles > 0)
        {
            using CodeWriter.LoopBlock column = writer.Loop("column", tiles);
            tile.Write(writer, first, TileOutputs, column);
        }

        first += tiles * TileOutputs;
        tile.Write(writer, first, outputs - first, default);
    }

    /// <summary>Whether the first window and the last have elements of the input.</summary>
    private static bool SeesInput(PoolAxis axis, int inputs, int outputs) => axis.Before < axis.Kernel && ((outputs - 1) * axis.Stride) - axis.Before < inputs;

    private static string RowOf(PoolAxis axis, int tap, CodeWriter.LoopBlock row, int inputs, int outputs)
    {
        int first = tap - axis.Before;
        int last = ((outputs - 1) * axis.Stride) + first;
        string place = row.Times(axis.Stride) is { Length: > 0 } moved ? Number(first) + moved : Number(first);
        place = first < 0 ? $"Math.Max({place}, 0)" : place;
        return last >= inputs ? $"Math.Min({place}, {Number(inputs - 1)})" : place;
    }

    /// <summary>Neighbouring outputs of a row.</summary>
    /// <param name="Width">The vectors.</param>
    /// <param name="Rows">Rows of a window.</param>
    /// <param name="Axis">Its columns.</param>
    /// <param name="Inputs">Elements of a row of the input.</param>
    private readonly record struct Tile(VectorWidth Width, int Rows, PoolAxis Axis, int Inputs)
    {
        /// <summary>The outputs whose windows lie inside the input: the first, and the first behind them.</summary>
        public (int First, int End) Inner(int outputs)
        {
            int first = System.Math.Min(outputs, (Axis.Before + Axis.Stride - 1) / Axis.Stride);
            int room = Inputs - Axis.Kernel + Axis.Before;
            int end = room < 0 ? 0 : System.Math.Min(outputs, (room / Axis.Stride) + 1);
            return (first, System.Math.Max(first, end));
        }

        /// <summary>Writes outputs, those of a loop's first iteration where there is one.</summary>
        public void Write(CodeWriter writer, int first, int count, CodeWriter.LoopBlock column)
        {
            if (count == 0)
            {
                return;
            }

            using System.IDisposable scope = column.Variable is null ? writer.Scope() : default(CodeWriter.LoopBlock);
            int begun = 0;
            for (int output = first; output < first + count; output++)
            {
                int from = System.Math.Max(0, (output * Axis.Stride) - Axis.Before);
                int to = System.Math.Min(Inputs, (output * Axis.Stride) - Axis.Before + Axis.Kernel);
                for (int element = System.Math.Max(begun, from); element < to; element++)
                {
                    WriteColumn(writer, element, column);
                }

                begun = to;
                string value = Column(from);
                for (int element = from + 1; element < to; element++)
                {
                    value = Width.Max(Column(element), value);
                }

                writer.Line(Width.StoreAt(value, At("yr", (long)output * Tensor.Block, column.Times(TileOutputs * Tensor.Block))));
            }
        }

        private static string Column(int element) => "c" + Number(element);

        /// <summary>The maximum of a column's rows.</summary>
        private void WriteColumn(CodeWriter writer, int element, CodeWriter.LoopBlock column)
        {
            string name = Column(element);
            for (int row = 0; row < Rows; row++)
            {
                string loaded = $"LoadUnsafe({At("x" + Number(row), (long)element * Tensor.Block, column.Times((long)TileOutputs * Axis.Stride * Tensor.Block))})";
                writer.Line(row == 0 ? Width.Declare(name, loaded) : $"{name} = {Width.Max(name, loaded)};");
            }
        }
    }
}
