using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Factors and summands that are constants of the file.</summary>
internal static class ConstantArithmetic
{
    /// <summary>factor * x + constant with tensors of both; null stands for 1 and for 0.</summary>
    public static Value Affine(NodeLowering lowering, Value x, Constant? factor, Constant? constant)
    {
        int[] shape = new[] { factor, constant }.OfType<Constant>().Select(static tensor => tensor.Shape).Aggregate(x.Shape, Shapes.Broadcast);
        if (Shapes.Product(shape) != x.Layer.Elements)
        {
            throw new ImportException($"a constant widens {Shapes.Text(x.Shape)} to {Shapes.Text(shape)}, which no layer does");
        }

        foreach (Constant tensor in new[] { factor, constant }.OfType<Constant>())
        {
            lowering.RequireNoBatch(Shapes.Aligned(tensor.Shape, shape.Length) is [> 1, ..] ? [0] : [], "a constant differs");
        }

        View view = x.View.Reshaped(shape)!;
        int[] places = view.Places();
        double[] factors = Placed(factor, shape, places, 1);
        double[] constants = Placed(constant, shape, places, 0);
        int parts = PartsOf(x.Layer, view, factors, constants);
        return new Value(
            lowering.Add(new Layer(Kinds.Affine, x.Layer.Shape, x.Layer)
            {
                Origin = lowering.Node,
                Factors = OnePer(factors, parts),
                Constants = OnePer(constants, parts),
            }),
            view);
    }

    // Elements by their places in the layer's output.
    private static double[] Placed(Constant? tensor, int[] shape, int[] places, double otherwise)
    {
        double[] placed = [.. Enumerable.Repeat(otherwise, places.Length)];
        if (tensor is not null)
        {
            float[] values = tensor.Reals;
            int[] sources = Shapes.BroadcastPlaces(tensor.Shape, shape);
            for (int i = 0; i < places.Length; i++)
            {
                placed[places[i]] = values[sources[i]];
            }
        }

        return placed;
    }

    /// <summary>Into how few equal parts, behind each other, the output falls of which each has one number: all of it, its channels, or finer.</summary>
    private static int PartsOf(Layer layer, View view, params double[][] numbers)
    {
        List<int> candidates = [1, layer.Shape[0]];
        int parts = 1;
        foreach (Atom atom in view.Merged().OrderByDescending(static atom => atom.Stride))
        {
            candidates.Add(parts *= atom.Size);
        }

        candidates.AddRange(Enumerable.Range(1, layer.Shape.Length).Select(axes => Shapes.Product(layer.Shape[..axes])));
        return candidates.Order().First(count => numbers.All(array => IsEven(array, array.Length / count)));
    }

    private static bool IsEven(double[] numbers, int run)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] != numbers[i / run * run])
            {
                return false;
            }
        }

        return true;
    }

    private static double[] OnePer(double[] numbers, int parts) => [.. Enumerable.Range(0, parts).Select(part => numbers[part * (numbers.Length / parts)])];
}
