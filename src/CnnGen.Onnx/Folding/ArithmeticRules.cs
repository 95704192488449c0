using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;

namespace CnnGen.Onnx.Folding;

/// <summary>Sums, products, comparisons and functions of constants, element by element.</summary>
internal static class ArithmeticRules
{
    public static readonly Dictionary<string, Func<FoldedNode, Constant>> All = new()
    {
        ["Add"] = Both(static (a, b) => a + b, static (a, b) => a + b),
        ["Sub"] = Both(static (a, b) => a - b, static (a, b) => a - b),
        ["Mul"] = Both(static (a, b) => a * b, static (a, b) => a * b),
        ["Div"] = Both(static (a, b) => a / b, static (a, b) => b == 0 ? throw new ImportException("a whole number is divided by zero") : a / b),
        ["Mod"] = Both(static (a, b) => a % b, static (a, b) => b == 0 ? throw new ImportException("a whole number is divided by zero") : ((a % b) + b) % b),
        ["Min"] = Both(Math.Min, Math.Min),
        ["Max"] = Both(Math.Max, Math.Max),
        ["Pow"] = Both(Math.Pow, static (a, b) => (long)Math.Pow(a, b)),
        ["Equal"] = Compared(static (a, b) => a == b),
        ["Less"] = Compared(static (a, b) => a < b),
        ["Greater"] = Compared(static (a, b) => a > b),
        ["LessOrEqual"] = Compared(static (a, b) => a <= b),
        ["GreaterOrEqual"] = Compared(static (a, b) => a >= b),
        ["And"] = Compared(static (a, b) => a != 0 && b != 0),
        ["Or"] = Compared(static (a, b) => a != 0 || b != 0),
        ["Not"] = One(static x => x == 0 ? 1 : 0),
        ["Where"] = Where,
        ["Neg"] = One(static x => -x),
        ["Abs"] = One(Math.Abs),
        ["Floor"] = One(Math.Floor),
        ["Ceil"] = One(Math.Ceiling),
        ["Round"] = One(static x => Math.Round(x, MidpointRounding.ToEven)),
        ["Sqrt"] = One(Math.Sqrt),
        ["Exp"] = One(Math.Exp),
        ["Log"] = One(Math.Log),
        ["Reciprocal"] = One(static x => 1 / x),
    };

    private static Func<FoldedNode, Constant> Both(Func<double, double, double> real, Func<long, long, long> whole) => node =>
    {
        node.Node.Ignore("fmod", "broadcast", "axis");
        return node.Inputs.OfType<Constant>().Aggregate((a, b) => Combined(a, b, real, whole));
    };

    private static Constant Combined(Constant a, Constant b, Func<double, double, double> real, Func<long, long, long> whole)
    {
        int[] shape = Shapes.Broadcast(a.Shape, b.Shape);
        (Constant left, Constant right) = (ArrangementRules.Expanded(a, shape), ArrangementRules.Expanded(b, shape));
        return a.Kind == ElementKind.Integer && b.Kind == ElementKind.Integer
            ? new Constant(shape, [.. left.Integers.Zip(right.Integers, whole)])
            : new Constant(shape, [.. left.Reals.Zip(right.Reals, (x, y) => (float)real(x, y))]);
    }

    private static Func<FoldedNode, Constant> Compared(Func<double, double, bool> holds) => node =>
    {
        int[] shape = Shapes.Broadcast(node.Input(0).Shape, node.Input(1).Shape);
        (Constant left, Constant right) = (ArrangementRules.Expanded(node.Input(0), shape), ArrangementRules.Expanded(node.Input(1), shape));
        return new Constant(shape, [.. Doubles(left).Zip(Doubles(right), (x, y) => holds(x, y) ? 1L : 0L)]);
    };

    private static Func<FoldedNode, Constant> One(Func<double, double> function) => node =>
    {
        Constant x = node.Input(0);
        return x.Kind == ElementKind.Integer
            ? new Constant(x.Shape, Array.ConvertAll(x.Integers, value => (long)function(value)))
            : new Constant(x.Shape, Array.ConvertAll(x.Reals, value => (float)function(value)));
    };

    private static Constant Where(FoldedNode node)
    {
        int[] shape = Shapes.Broadcast(Shapes.Broadcast(node.Input(0).Shape, node.Input(1).Shape), node.Input(2).Shape);
        long[] chosen = ArrangementRules.Expanded(node.Input(0), shape).Integers;
        (Constant left, Constant right) = (ArrangementRules.Expanded(node.Input(1), shape), ArrangementRules.Expanded(node.Input(2), shape));
        return left.Kind == ElementKind.Integer && right.Kind == ElementKind.Integer
            ? new Constant(shape, [.. chosen.Select((choice, i) => choice != 0 ? left.Integers[i] : right.Integers[i])])
            : new Constant(shape, [.. chosen.Select((choice, i) => choice != 0 ? left.Reals[i] : right.Reals[i])]);
    }

    private static IEnumerable<double> Doubles(Constant constant) =>
        constant.Kind == ElementKind.Integer ? constant.Integers.Select(static value => (double)value) : constant.Reals.Select(static value => (double)value);
}
