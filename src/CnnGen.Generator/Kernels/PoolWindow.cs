using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>The index arithmetic that pooling and its gradient share.</summary>
internal static class PoolWindow
{
    // Windows of the lectures are 2x2 and 3x3; a loop costs more than it saves on them.
    private const int MostUnrolledTaps = 16;

    private static readonly PerAxis<string> Names = new("Slice", "Row", "Column");

    /// <summary>Whether a window's taps are written out.</summary>
    public static bool IsUnrolled(PoolGeometry geometry) => geometry.Taps <= MostUnrolledTaps;

    /// <summary>Floats from a window's first element to a tap.</summary>
    public static long Offset(PoolGeometry geometry, TensorForm x, int tap)
    {
        PerAxis<int> kernel = geometry.Kernel;
        PerAxis<long> step = geometry.TapStep(x);
        return (tap / (kernel.Rows * kernel.Columns) * step.Depth) + (tap / kernel.Columns % kernel.Rows * step.Rows) + (tap % kernel.Columns * step.Columns);
    }

    /// <summary>Declares the part of the window that lies inside the input, on each axis from <c>lowRow</c> to <c>highRow</c>.</summary>
    public static void WriteBounds(CodeWriter writer, PoolGeometry geometry, PerAxis<int> x, LoopNest output)
    {
        PerAxis<CodeWriter.LoopBlock> loops = output.Loops;
        Write(Names.Depth, loops.Depth, geometry.Axes.Depth, x.Depth);
        Write(Names.Rows, loops.Rows, geometry.Axes.Rows, x.Rows);
        Write(Names.Columns, loops.Columns, geometry.Axes.Columns, x.Columns);

        void Write(string name, CodeWriter.LoopBlock loop, PoolAxis axis, int size)
        {
            if (!IsWalked(axis, size))
            {
                return;
            }

            if (axis.Parts > 0)
            {
                writer.Line($"int low{name} = (int)({loop.Variable} * {Number(size)}L / {Number(axis.Parts)});");
                writer.Line($"int high{name} = (int)((({loop.Variable} + 1) * {Number(size)}L + {Number(axis.Parts - 1)}) / {Number(axis.Parts)});");
                return;
            }

            writer.Line($"int first{name} = {(-axis.Before).ToString(CultureInfo.InvariantCulture)}{loop.Times(axis.Stride)};");
            writer.Line($"int low{name} = {FirstInside("first" + name, axis)};");
            writer.Line($"int high{name} = Math.Min(first{name} + {Number(((axis.Kernel - 1L) * axis.Dilation) + 1)}, {Number(size)});");
            if (geometry.Kind == PoolKind.AverageWithPadding)
            {
                // A last window that begins inside and ends past the padding counts the padding only.
                writer.Line($"int padded{name}s = Math.Min(first{name} + {Number(axis.Kernel)}, {Number(size + axis.After)}) - first{name};");
            }
        }
    }

    /// <summary>Loops over the part of the window that lies inside the input.</summary>
    public static IDisposable Walk(CodeWriter writer, PoolGeometry geometry, PerAxis<int> x)
    {
        Stack<IDisposable> loops = [];
        foreach ((string name, int dilation) in Walked(geometry, x))
        {
            string variable = "in" + name;
            loops.Push(writer.Block($"for (int {variable} = low{name}; {variable} < high{name}; {(dilation == 1 ? variable + "++" : $"{variable} += {Number(dilation)}")})"));
        }

        return new Braces(loops);
    }

    /// <summary>Where the walk stands, as terms to add.</summary>
    public static string Place(PoolGeometry geometry, TensorForm x) => string.Concat(
        Walk(geometry, x.Size).Zip(x.Step, static (name, step) => name.Length == 0 ? "" : $" + (in{name} * {Number(step)})").Each);

    /// <summary>The number that a mean divides by.</summary>
    public static string Divisor(PoolGeometry geometry, PerAxis<int> x) => "(" + string.Join(" * ", Walked(geometry, x).Select(axis =>
        geometry.Kind == PoolKind.Average ? $"(high{axis.Name} - low{axis.Name})" : $"padded{axis.Name}s")) + ")";

    /// <summary>The first tap that does not lie in the padding in front.</summary>
    private static string FirstInside(string first, PoolAxis axis) => axis.Dilation == 1 ? $"Math.Max({first}, 0)"
        : axis.Before == 0 ? first
        : $"Math.Max({first}, (({first} % {Number(axis.Dilation)}) + {Number(axis.Dilation)}) % {Number(axis.Dilation)})";

    private static IEnumerable<(string Name, int Dilation)> Walked(PoolGeometry geometry, PerAxis<int> x) =>
        Walk(geometry, x).Zip(geometry.Dilation, static (name, dilation) => (name, dilation)).Each.Where(static axis => axis.name.Length > 0);

    private static PerAxis<string> Walk(PoolGeometry geometry, PerAxis<int> x) =>
        Names.Zip(geometry.Axes.Zip(x, IsWalked), static (name, isWalked) => isWalked ? name : "");

    // An axis of one element that every window sees needs no loop.
    private static bool IsWalked(PoolAxis axis, int size) => size > 1 || axis != PoolAxis.Unit;

    private sealed class Braces(Stack<IDisposable> loops) : IDisposable
    {
        public void Dispose()
        {
            while (loops.Count > 0)
            {
                loops.Pop().Dispose();
            }
        }
    }
}
