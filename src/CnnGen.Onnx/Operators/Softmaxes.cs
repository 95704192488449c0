using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Softmax and LogSoftmax: the axis is made the channels.</summary>
internal static class Softmaxes
{
    public static readonly Dictionary<string, Action<NodeLowering>> All = new()
    {
        ["Softmax"] = static lowering => Lower(lowering, "Softmax"),
        ["LogSoftmax"] = static lowering => Lower(lowering, "LogSoftmax"),
    };

    private const int FirstOfOneAxis = 13;

    // Early versions take all axes from the given one on together.
    private static void Lower(NodeLowering lowering, string kind)
    {
        Value x = lowering.Value(0);
        bool isOneAxis = lowering.Node.Version >= FirstOfOneAxis;
        int axis = Shapes.Axis(lowering.Node.Integer("axis", isOneAxis ? -1 : 1), x.Shape.Length);
        int[] axes = isOneAxis ? [axis] : [.. Enumerable.Range(axis, x.Shape.Length - axis)];
        lowering.Set(Over(lowering, x, axes, kind));
    }

    /// <summary>A value of which some axes together are shares.</summary>
    public static Value Over(NodeLowering lowering, Value x, int[] axes, string kind)
    {
        lowering.RequireNoBatch(axes, "it sums");
        Value front = lowering.WithFront(x, axes);
        int channels = Shapes.Product(axes.Select(one => x.Shape[one]));
        int rest = front.Layer.Elements / channels;
        Layer source = front.Layer.Shape[0] == channels ? front.Layer : lowering.Reshaped(front.Layer, rest == 1 ? [channels] : [channels, rest]);
        return front with { Layer = lowering.Add(kind, source.Shape, [source]) };
    }
}
