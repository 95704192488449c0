using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Reading;

namespace CnnGen.Onnx.Folding;

/// <summary>Constants, and what leaves them what they are.</summary>
internal static class ConstantRules
{
    public static readonly Dictionary<string, Func<FoldedNode, Constant>> All = new()
    {
        ["Constant"] = Given,
        ["ConstantOfShape"] = OfShape,
        ["Identity"] = static node => node.Input(0),
        ["Cast"] = Cast,
        ["Range"] = Range,
        ["Shape"] = static node => ShapeOf(node.Node, node.Input(0).Shape),
        ["Size"] = static node => Constant.Of(node.Input(0).Length),
    };

    /// <summary>What Shape gives of a tensor: since version 15 a part of it, if it is asked for.</summary>
    public static Constant ShapeOf(OnnxNode node, int[] shape)
    {
        int start = Within(node.Integer("start", 0), shape.Length);
        int end = Within(node.Integer("end", shape.Length), shape.Length);
        return Constant.Of(shape[start..Math.Max(start, end)]);
    }

    private static int Within(int place, int rank) => Math.Clamp(place < 0 ? place + rank : place, 0, rank);

    private static Constant Given(FoldedNode folded)
    {
        OnnxNode node = folded.Node;
        return node.Tensor("value")
            ?? (node.Has("value_float") ? new Constant([], [(float)node.Number("value_float", 0)]) : null)
            ?? (node.Has("value_int") ? Constant.Of(node.Integer("value_int", 0)) : null)
            ?? (node.Integers("value_ints") is { } integers ? Constant.Of(integers) : null)
            ?? (node.Reals("value_floats") is { } reals ? new Constant([reals.Length], reals) : null)
            ?? throw new ImportException("a constant that is no tensor of numbers is not read");
    }

    private static Constant OfShape(FoldedNode node)
    {
        int[] shape = Shapes.Computed(node.Input(0).Sizes);
        Constant value = node.Node.Tensor("value") ?? new Constant([1], [0f]);
        return value.Gathered(shape, new int[Shapes.Product(shape)]);
    }

    private static Constant Cast(FoldedNode node)
    {
        node.Node.Ignore("saturate", "round_mode");
        return node.Input(0).As(TensorReader.KindOf(node.Node.Integer("to", 1)));
    }

    private static Constant Range(FoldedNode node)
    {
        (double start, double limit, double delta) = (node.Input(0).Number, node.Input(1).Number, node.Input(2).Number);
        double wanted = delta == 0 ? throw new ImportException("a range by steps of 0 has no end") : Math.Ceiling((limit - start) / delta);
        int count = Shapes.Computed([(int)Math.Clamp(wanted, 0, int.MaxValue)])[0];
        float[] values = [.. Enumerable.Range(0, count).Select(i => (float)(start + (i * delta)))];
        return new Constant([count], values).As(node.Input(0).Kind);
    }
}
