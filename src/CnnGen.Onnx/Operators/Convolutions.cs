using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Convolutions, and those that are transposed.</summary>
internal static class Convolutions
{
    public static readonly Dictionary<string, Action<NodeLowering>> All = new()
    {
        ["Conv"] = Convolve,
        ["ConvTranspose"] = Transpose,
    };

    private static void Convolve(NodeLowering lowering)
    {
        Layer x = lowering.Volume(lowering.Value(0), fewestPositionAxes: 1);
        Constant weight = lowering.Constant(1, "weight");
        RequirePositions(x, weight);
        Window window = Windows.Read(lowering.Node, x.Shape[1..], weight.Shape[2..]);
        int groups = lowering.Node.Integer("group", 1);
        int filters = weight.Shape[0];
        if (weight.Shape[1] * groups != x.Shape[0] || filters % groups != 0)
        {
            throw new ImportException($"its weight is {Shapes.Text(weight.Shape)} in {groups} groups, which does not go with {x.Shape[0]} channels");
        }

        List<Weight> weights = Weights(lowering, weight, filters);
        bool isDepthwise = groups > 1 && groups == x.Shape[0];
        int[] shape = [filters, .. window.Outputs(x.Shape[1..])];
        lowering.Set(lowering.Add(LayerOf(lowering.Node, x, shape, window, isDepthwise ? 0 : groups, weights)), [1, .. shape]);
    }

    /// <summary>A convolution as a layer.</summary>
    /// <param name="origin">Its node.</param>
    /// <param name="x">What it takes.</param>
    /// <param name="shape">Its output.</param>
    /// <param name="window">How it moves.</param>
    /// <param name="groups">Its groups; 0 where each channel is one.</param>
    /// <param name="weights">Its weight, and its bias if it has one.</param>
    public static Layer LayerOf(OnnxNode? origin, Layer x, int[] shape, Window window, int groups, List<Weight> weights)
    {
        int multiplier = shape[0] / x.Shape[0];
        List<Argument> arguments = [.. groups == 0 ? [] : (Argument[])[Argument.Of(shape[0])], .. window.Arguments(strideIsKernel: false)];
        if (groups > 1)
        {
            arguments.Add(Argument.Of("Groups", groups));
        }

        if (groups == 0 && multiplier > 1)
        {
            arguments.Add(Argument.Of("Multiplier", multiplier));
        }

        return new(groups == 0 ? "DepthwiseConv" : "Conv", shape, x) { Origin = origin, Arguments = arguments, Weights = weights, Window = window };
    }

    private static void Transpose(NodeLowering lowering)
    {
        Layer x = lowering.Volume(lowering.Value(0), fewestPositionAxes: 1);
        Constant weight = lowering.Constant(1, "weight");
        RequirePositions(x, weight);
        int[] kernel = weight.Shape[2..];
        int[] added = lowering.Node.Integers("output_padding") ?? new int[kernel.Length];
        Window window = Windows.ReadTransposed(lowering.Node, x.Shape[1..], kernel, added);
        int groups = lowering.Node.Integer("group", 1);
        int filters = weight.Shape[1] * groups;
        List<Argument> arguments = [Argument.Of(filters), .. window.Arguments(strideIsKernel: false), .. Window.PerAxis("OutputPad", added, 0)];
        if (groups > 1)
        {
            arguments.Add(Argument.Of("Groups", groups));
        }

        int[] shape = [filters, .. x.Shape[1..].Select((size, axis) =>
            ((size - 1) * window.Stride[axis]) - window.Before[axis] - window.Behind[axis] + window.Extent(axis) + added[axis])];
        lowering.Set(lowering.Add("ConvTranspose", shape, [x], arguments, Weights(lowering, weight, filters)), [1, .. shape]);
    }

    private static List<Weight> Weights(NodeLowering lowering, Constant weight, int filters)
    {
        List<Weight> weights = [new("weight", weight.Shape, weight.Reals, weight.Name)];
        if (lowering.OptionalConstant(2, "bias") is { } bias)
        {
            weights.Add(new("bias", [filters], bias.Reals, bias.Name));
        }

        return weights;
    }

    private static void RequirePositions(Layer x, Constant weight)
    {
        if (weight.Shape.Length != x.Shape.Length + 1)
        {
            throw new ImportException($"its weight is {Shapes.Text(weight.Shape)}, which does not go with a sample of {Shapes.Text(x.Shape)}");
        }
    }
}
