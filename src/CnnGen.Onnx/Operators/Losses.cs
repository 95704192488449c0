using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Losses whose labels the file gives: a factor for each score, and sums.</summary>
internal static class Losses
{
    public static readonly Dictionary<string, Action<NodeLowering>> All = new()
    {
        ["NegativeLogLikelihoodLoss"] = static lowering => lowering.Set(Likelihood(lowering, lowering.Value(0))),
        ["SoftmaxCrossEntropyLoss"] = CrossEntropy,
    };

    private const int Classes = 1;

    private static void CrossEntropy(NodeLowering lowering)
    {
        Value logarithms = Softmaxes.Over(lowering, lowering.Value(0), [Classes], "LogSoftmax");
        lowering.Set(Likelihood(lowering, logarithms));
        lowering.Set(logarithms, 1);
    }

    /// <summary>Minus the weighted logarithm of each label's class; their sum, or their mean by weight.</summary>
    private static Value Likelihood(NodeLowering lowering, Value x)
    {
        Constant labels = lowering.Constant(1, "labels");
        lowering.RequireNoBatch([0], "it has labels of its own");
        string reduction = lowering.Node.Text("reduction", "mean");
        int classes = x.Shape[Classes];
        float[] weights = lowering.OptionalConstant(2, "weights")?.Reals ?? [.. Enumerable.Repeat(1f, classes)];
        int? ignored = lowering.Node.Has("ignore_index") ? lowering.Node.Integer("ignore_index", 0) : null;
        double[] each = Array.ConvertAll(labels.Sizes, label => label == ignored ? 0 : (double)weights[Shapes.Axis(label, classes)]);
        int[] axes = reduction == "none" ? [Classes] : [.. Enumerable.Range(0, x.Shape.Length)];
        double pooled = Shapes.Product(axes.Select(axis => x.Shape[axis]));
        double scale = reduction switch
        {
            "none" or "sum" => pooled,
            "mean" => pooled / each.Sum(),
            _ => throw new ImportException($"the reduction '{reduction}' is none of ONNX's"),
        };
        Value chosen = ConstantArithmetic.Affine(lowering, x, new Constant(x.Shape, Factors(x.Shape, labels.Sizes, each, -scale)), null);
        return Reductions.Over(lowering, chosen, axes, "GlobalAvgPool", keeps: false);
    }

    // Of each place the class of its label counts, and no other.
    private static float[] Factors(int[] shape, int[] labels, double[] each, double scale)
    {
        int classes = shape[Classes];
        int positions = Shapes.Product(shape[(Classes + 1)..]);
        float[] factors = new float[Shapes.Product(shape)];
        for (int place = 0; place < labels.Length; place++)
        {
            if (each[place] != 0)
            {
                factors[(((place / positions * classes) + Shapes.Axis(labels[place], classes)) * positions) + (place % positions)] = (float)(scale * each[place]);
            }
        }

        return factors;
    }
}
