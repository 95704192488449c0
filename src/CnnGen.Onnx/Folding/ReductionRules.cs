using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;

namespace CnnGen.Onnx.Folding;

/// <summary>Products, sums and extremes of constants, as exporters compute them of shapes.</summary>
internal static class ReductionRules
{
    public static readonly Dictionary<string, Func<FoldedNode, Constant>> All = new()
    {
        ["ReduceProd"] = Reduced(static values => values.Aggregate(1.0, static (product, value) => product * value)),
        ["ReduceSum"] = Reduced(static values => values.Sum()),
        ["ReduceMin"] = Reduced(static values => values.Min()),
        ["ReduceMax"] = Reduced(static values => values.Max()),
    };

    private static Func<FoldedNode, Constant> Reduced(Func<IEnumerable<double>, double> function) => node =>
    {
        Constant x = node.Input(0);
        node.Node.Ignore("noop_with_empty_axes");
        int rank = x.Shape.Length;
        int[] axes = node.Integers("axes", 1) is { Length: > 0 } given ? Array.ConvertAll(given, axis => Shapes.Axis(axis, rank)) : [.. Enumerable.Range(0, rank)];
        int[] kept = [.. Enumerable.Range(0, rank).Except(axes)];
        int[] strides = Shapes.Strides(x.Shape);
        int[] firsts = Places(x.Shape, strides, kept);
        int[] steps = Places(x.Shape, strides, axes);
        double[] numbers = x.Kind == ElementKind.Integer ? Array.ConvertAll(x.Integers, static value => (double)value) : Array.ConvertAll(x.Reals, static value => (double)value);
        double[] reduced = Array.ConvertAll(firsts, first => function(steps.Select(step => numbers[first + step])));
        bool keeps = node.Node.Flag("keepdims", otherwise: true);
        int[] shape = [.. Enumerable.Range(0, rank).Where(axis => keeps || !axes.Contains(axis)).Select(axis => axes.Contains(axis) ? 1 : x.Shape[axis])];
        return x.Kind == ElementKind.Integer
            ? new Constant(shape, Array.ConvertAll(reduced, static value => (long)value))
            : new Constant(shape, Array.ConvertAll(reduced, static value => (float)value));
    };

    private static int[] Places(int[] shape, int[] strides, int[] axes) =>
        Shapes.Places(Array.ConvertAll(axes, axis => shape[axis]), Array.ConvertAll(axes, axis => strides[axis]));
}
