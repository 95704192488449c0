using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Means, sums and maxima along axes: global pools of which the other axes are the channels.</summary>
internal static class Reductions
{
    public static readonly Dictionary<string, Action<NodeLowering>> All = new()
    {
        ["ReduceMean"] = static lowering => Reduce(lowering, "GlobalAvgPool"),
        ["ReduceMax"] = static lowering => Reduce(lowering, "GlobalMaxPool"),
        ["ReduceSum"] = Sum,
    };

    private static void Sum(NodeLowering lowering)
    {
        int count = Reduce(lowering, "GlobalAvgPool");
        if (count > 1)
        {
            lowering.Set(lowering.Affine(lowering.Result, count, 0));
        }
    }

    /// <returns>Of how many elements one is made.</returns>
    private static int Reduce(NodeLowering lowering, string kind)
    {
        Value x = lowering.Value(0);
        int rank = x.Shape.Length;
        bool keeps = lowering.Node.Flag("keepdims", otherwise: true);
        int[] given = lowering.Integers("axes", 1) ?? [];
        if (given.Length == 0 && lowering.Node.Flag("noop_with_empty_axes"))
        {
            lowering.Set(x);
            return 1;
        }

        int[] axes = given.Length == 0 ? [.. Enumerable.Range(0, rank)] : [.. given.Select(axis => Shapes.Axis(axis, rank)).Order()];
        lowering.RequireNoBatch(axes, "it reduces");
        Value reduced = Over(lowering, x, axes, kind, keeps);
        lowering.Set(reduced);
        return x.Layer.Elements / Shapes.Product(reduced.Shape);
    }

    /// <summary>A global pool over some axes.</summary>
    /// <param name="lowering">The node.</param>
    /// <param name="x">The value.</param>
    /// <param name="axes">The axes.</param>
    /// <param name="kind">The pool.</param>
    /// <param name="keeps">Whether the axes stay, of one element.</param>
    public static Value Over(NodeLowering lowering, Value x, int[] axes, string kind, bool keeps)
    {
        int[] shape = [.. x.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size)];
        int[] left = [.. Enumerable.Range(0, shape.Length).Where(axis => keeps || !axes.Contains(axis)).Select(axis => shape[axis])];
        int channels = Shapes.Product(shape);
        Value pooled = channels == x.Layer.Elements ? x : Pooled(lowering, x, kind, shape, channels);
        return pooled.With(pooled.View.Reshaped(left) ?? throw new ImportException("its axes lie apart"));
    }

    private static Value Pooled(NodeLowering lowering, Value x, string kind, int[] shape, int channels)
    {
        int[] kept = [.. (x.View.Order ?? [.. Enumerable.Range(0, shape.Length)]).Where(axis => shape[axis] > 1)];
        Value front = lowering.WithFront(x, kept);
        Layer source = front.Layer.Shape[0] == channels && front.Layer.Shape.Length > 1
            ? front.Layer
            : lowering.Reshaped(front.Layer, channels, front.Layer.Elements / channels);
        Layer pool = lowering.Add(kind, [channels, .. Enumerable.Repeat(1, source.Shape.Length - 1)], [source]);
        return new Value(pool, View.InOrder(shape, kept));
    }
}
