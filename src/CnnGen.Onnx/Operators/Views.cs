using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Folding;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Operators after which the elements are what they were, under other axes or none the wiser.</summary>
internal static class Views
{
    public static readonly Dictionary<string, Action<NodeLowering>> All = new()
    {
        ["Identity"] = static lowering => lowering.Set(lowering.Value(0)),
        ["Dropout"] = Dropout,
        ["Cast"] = Cast,
        ["Flatten"] = Flatten,
        ["Reshape"] = Reshape,
        ["Squeeze"] = static lowering => Set(lowering, ArrangementRules.Squeezed(lowering.Value(0).Shape, lowering.Integers("axes", 1))),
        ["Unsqueeze"] = static lowering => Set(lowering, ArrangementRules.Unsqueezed(lowering.Value(0).Shape, lowering.Integers("axes", 1) ?? [])),
        ["Transpose"] = Transpose,
        ["Expand"] = static lowering => Widen(lowering, Shapes.Broadcast(lowering.Value(0).Shape, lowering.Constant(1, "shape").Sizes)),
        ["Tile"] = static lowering => Widen(lowering, [.. lowering.Value(0).Shape.Zip(lowering.Constant(1, "repeats").Sizes, static (size, times) => size * times)]),
    };

    private const int Float = 1;
    private const int Float16 = 10;
    private const int Double = 11;
    private const int BFloat16 = 16;

    /// <summary>A value in another shape; by a layer where its elements have to move for it.</summary>
    public static Value Reshaped(NodeLowering lowering, Value x, int[] shape) => x.View.Reshaped(shape) is { } view
        ? x.With(view)
        : new Value(lowering.InOrder(x, [x.Layer.Elements]), View.Of(shape));

    public static Value Transposed(this Value x, int[] order) => x.With(x.View.Transposed(order));

    private static void Set(NodeLowering lowering, int[] shape) => lowering.Set(Reshaped(lowering, lowering.Value(0), shape));

    private static void Dropout(NodeLowering lowering)
    {
        lowering.Node.Ignore("ratio", "seed", "is_test");
        if (lowering.OptionalConstant(2, "training_mode") is { Number: not 0 })
        {
            throw new ImportException("it is in training mode; export the model in evaluation mode: model.eval()");
        }

        lowering.Set(lowering.Value(0));
    }

    private static void Cast(NodeLowering lowering)
    {
        lowering.Node.Ignore("saturate", "round_mode");
        int type = lowering.Node.Integer("to", Float);
        lowering.Set(type is Float or Float16 or Double or BFloat16
            ? lowering.Value(0)
            : throw new ImportException($"it makes the network's numbers elements of type {type}; networks compute with float32 alone"));
    }

    private static void Flatten(NodeLowering lowering)
    {
        int[] shape = lowering.Value(0).Shape;
        int given = lowering.Node.Integer("axis", 1);
        int axis = given < 0 ? given + shape.Length : given;
        Set(lowering, [Shapes.Product(shape[..axis]), Shapes.Product(shape[axis..])]);
    }

    private static void Reshape(NodeLowering lowering)
    {
        Value x = lowering.Value(0);
        int[] wanted = lowering.Integers("shape", 1) ?? throw new ImportException("its shape is missing");
        Set(lowering, Shapes.Resolve(lowering.OfOneSample(wanted), x.Shape, lowering.Node.Flag("allowzero")));
    }

    private static void Transpose(NodeLowering lowering)
    {
        Value x = lowering.Value(0);
        int[] order = lowering.Node.Integers("perm") ?? [.. Enumerable.Range(0, x.Shape.Length).Reverse()];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, x.Shape.Length)))
        {
            throw new ImportException($"its perm is {Shapes.Text(order)}, which is no order of {x.Shape.Length} axes");
        }

        if (order.Length > 0 && order[0] != 0 && lowering.IsBatchOpen)
        {
            throw new ImportException("it moves the first axis, which is the batch's; where it is none, import with --unbatched");
        }

        lowering.Set(x.Transposed(order));
    }

    private static void Widen(NodeLowering lowering, int[] shape)
    {
        Value x = lowering.Value(0);
        lowering.Set(Shapes.Product(shape) == x.Layer.Elements
            ? Reshaped(lowering, x, shape)
            : throw new ImportException($"it widens {Shapes.Text(x.Shape)} to {Shapes.Text(shape)}, which no layer does"));
    }
}
