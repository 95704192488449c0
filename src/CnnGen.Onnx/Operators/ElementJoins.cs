using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Joins of values element by element.</summary>
internal static class ElementJoins
{
    /// <summary>Joins values element by element; one of fewer axes goes with every element of the others.</summary>
    public static Value Join(NodeLowering lowering, string kind, IReadOnlyList<Value> values)
    {
        int[] whole = values.Select(static value => value.Shape).Aggregate(Shapes.Broadcast);
        Value largest = values.FirstOrDefault(value => Shapes.Aligned(value.Shape, whole.Length).SequenceEqual(whole))
            ?? throw new ImportException($"{string.Join(" and ", values.Select(static value => Shapes.Text(value.Shape)))} widen each other; one of them must have the result's shape");
        largest = largest.With(largest.View.Reshaped(whole)!);
        foreach (Value value in values)
        {
            int[] axes = AxesOf(value, whole.Length);
            bool isInFront = largest.View.Order is { } order && order.Take(axes.Length).Order().SequenceEqual(axes);
            largest = isInFront || value.Layer.Elements == largest.Layer.Elements ? largest : lowering.WithFront(largest, axes);
        }

        Layer widest = largest.Layer;
        foreach (Value value in values.Where(value => value.Layer.Elements < largest.Layer.Elements))
        {
            int channels = value.Layer.Elements;
            widest = widest.Shape[0] == channels ? widest : lowering.Reshaped(widest, channels, widest.Elements / channels);
        }

        List<Layer> layers = [.. values.Select(value => Fitted(lowering, value, largest with { Layer = widest }))];
        return new Value(lowering.Add(kind, widest.Shape, layers), largest.View);
    }

    // The axes along which a value has more than one element, among those of the result.
    private static int[] AxesOf(Value value, int rank)
    {
        int[] aligned = Shapes.Aligned(value.Shape, rank);
        return [.. Enumerable.Range(0, rank).Where(axis => aligned[axis] != 1)];
    }

    /// <summary>A value as it lies in another one: of one shape where it has as many elements, a vector of channels where it has fewer.</summary>
    private static Layer Fitted(NodeLowering lowering, Value value, Value largest)
    {
        int rank = largest.Shape.Length;
        Value aligned = value.With(value.View.Reshaped(Shapes.Aligned(value.Shape, rank))!);
        if (aligned.Layer.Elements == largest.Layer.Elements)
        {
            if (aligned.View.IsSameAs(largest.View))
            {
                return lowering.Reshaped(aligned.Layer, largest.Layer.Shape);
            }

            int[] order = largest.View.Order
                ?? throw new ImportException("its inputs lie in orders that do not go together; simplify the model (onnxsim does)");
            return lowering.Reshaped(lowering.WithOrder(aligned, order).Layer, largest.Layer.Shape);
        }

        int[] axes = AxesOf(value, rank);
        int[] front = [.. largest.View.Order!.Where(axes.Contains)];
        Layer gate = lowering.WithOrder(aligned, front).Layer;
        bool isPoint = gate.Shape[0] == gate.Elements;
        return isPoint ? gate : lowering.Reshaped(gate, gate.Elements);
    }
}
