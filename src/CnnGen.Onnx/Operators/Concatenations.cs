using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Tensors side by side along an axis, which is made the channels.</summary>
internal static class Concatenations
{
    public static readonly Dictionary<string, Action<NodeLowering>> All = new() { ["Concat"] = Concat };

    private const int MostPositionAxes = 3;

    private static void Concat(NodeLowering lowering)
    {
        List<Value> values = [.. Enumerable.Range(0, lowering.InputCount).Select(lowering.Value)];
        int axis = Shapes.Axis(lowering.Node.Integer("axis", 1), values[0].Shape.Length);
        lowering.RequireNoBatch([axis], "tensors are joined");
        if (values.Count == 1)
        {
            lowering.Set(values[0]);
            return;
        }

        int[] others = OrderOf(values, axis);
        List<Layer> layers = Fitted(lowering, values, axis, others);
        int[] shape = [.. values[0].Shape];
        shape[axis] = values.Sum(value => value.Shape[axis]);
        int[] joined = [.. layers[0].Shape];
        joined[0] = layers.Sum(static layer => layer.Shape[0]);
        lowering.Set(new Value(lowering.Add("Concat", joined, layers), View.InOrder(shape, [axis, .. others])));
    }

    // As the first value lies whose order is known, so that images stay images.
    private static int[] OrderOf(List<Value> values, int axis)
    {
        IEnumerable<int> all = Enumerable.Range(0, values[0].Shape.Length);
        int[] order = values.Select(static value => value.View.Order).FirstOrDefault(static order => order is not null) ?? [.. all];
        return [.. order.Concat(all).Distinct().Where(other => other != axis && values[0].Shape[other] != 1)];
    }

    /// <summary>Layers whose channels are the axis, and whose positions are the same.</summary>
    private static List<Layer> Fitted(NodeLowering lowering, List<Value> values, int axis, int[] others)
    {
        List<Layer> layers = [.. values.Select(value => lowering.WithOrder(value, [axis, .. others]).Layer)];
        int[] positions = layers[0].Shape[1..];
        if (layers.Zip(values).All(pair => pair.First.Shape[0] == pair.Second.Shape[axis] && pair.First.Shape[1..].SequenceEqual(positions)))
        {
            return layers;
        }

        int[] sizes = [.. others.Select(other => values[0].Shape[other])];
        int[] behind = sizes.Length <= MostPositionAxes ? sizes : [Shapes.Product(sizes)];
        return [.. layers.Zip(values, (layer, value) => lowering.Reshaped(layer, [value.Shape[axis], .. behind]))];
    }
}
