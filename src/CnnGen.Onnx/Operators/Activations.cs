using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Functions of one element.</summary>
internal static class Activations
{
    public static readonly Dictionary<string, Action<NodeLowering>> All = new()
    {
        ["Relu"] = Plain("ReLU"),
        ["Sigmoid"] = Plain("Sigmoid"),
        ["Tanh"] = Plain("Tanh"),
        ["Softplus"] = Plain("Softplus"),
        ["Softsign"] = Plain("Softsign"),
        ["Mish"] = Plain("Mish"),
        ["HardSwish"] = Plain("HardSwish"),
        ["Erf"] = Plain(Kinds.Erf),
        ["LeakyRelu"] = Numbered("LeakyReLU", "alpha", standard: 0.01),
        ["Elu"] = Numbered("ELU", "alpha", standard: 1),
        ["Celu"] = Numbered("CELU", "alpha", standard: 1),
        ["Selu"] = Selu,
        ["Gelu"] = Gelu,
        ["HardSigmoid"] = HardSigmoid,
        ["Clip"] = Clip,
        ["PRelu"] = PRelu,
    };

    private const double SeluAlpha = 1.67326319217681884765625;
    private const double SeluGamma = 1.05070102214813232421875;

    // Of the HardSigmoid that is a layer: clip(x / 6 + 1 / 2, 0, 1).
    private const double HardSlope = 1.0 / 6;
    private const double HardCentre = 0.5;
    private const double Six = 6;

    private static Action<NodeLowering> Plain(string layer) => lowering =>
    {
        lowering.Node.Ignore("consumed_inputs");
        lowering.Set(lowering.Apply(lowering.Value(0), layer));
    };

    /// <summary>A layer with one number, which is left out where both sides have it as their default.</summary>
    private static Action<NodeLowering> Numbered(string layer, string attribute, double standard) => lowering =>
    {
        double number = lowering.Node.Number(attribute, standard);
        lowering.Set(lowering.Apply(lowering.Value(0), layer, (float)number == (float)standard ? [] : [lowering.Argument(null, number)]));
    };

    /// <summary>gamma * ELU(alpha): SELU where they are its numbers.</summary>
    private static void Selu(NodeLowering lowering)
    {
        double alpha = lowering.Node.Number("alpha", SeluAlpha);
        double gamma = lowering.Node.Number("gamma", SeluGamma);
        lowering.Set((float)alpha == (float)SeluAlpha && (float)gamma == (float)SeluGamma
            ? lowering.Apply(lowering.Value(0), "SELU")
            : lowering.Affine(lowering.Apply(lowering.Value(0), "ELU", lowering.Argument(null, alpha)), gamma, 0));
    }

    private static void Gelu(NodeLowering lowering)
    {
        bool isTanh = lowering.Node.Text("approximate", "none") == "tanh";
        lowering.Set(lowering.Apply(lowering.Value(0), "GELU", isTanh ? [new Argument("Tanh", "true")] : []));
    }

    /// <summary>clip(alpha * x + beta, 0, 1), by arithmetic in front of the layer's own numbers where they are others.</summary>
    private static void HardSigmoid(NodeLowering lowering)
    {
        double alpha = lowering.Node.Number("alpha", 0.2);
        double beta = lowering.Node.Number("beta", 0.5);
        bool isLayer = Math.Abs(alpha - HardSlope) < 1e-6 && beta == HardCentre;
        Value x = isLayer ? lowering.Value(0) : lowering.Affine(lowering.Value(0), alpha / HardSlope, (beta - HardCentre) / HardSlope);
        lowering.Set(lowering.Apply(x, "HardSigmoid"));
    }

    /// <summary>Ends that are attributes in early versions, and all numbers where they are missing.</summary>
    private static void Clip(NodeLowering lowering)
    {
        double min = lowering.OptionalConstant(1, "min")?.Number ?? lowering.Node.Number("min", float.MinValue);
        double max = lowering.OptionalConstant(2, "max")?.Number ?? lowering.Node.Number("max", float.MaxValue);
        Value x = lowering.Value(0);
        bool isOpenAbove = max >= float.MaxValue;
        lowering.Set((min, isOpenAbove) switch
        {
            (0, true) => lowering.Apply(x, "ReLU"),
            (0, false) when max == Six => lowering.Apply(x, "ReLU6"),
            _ when min >= max => throw new ImportException($"its lower end {min} is not below its upper one, {max}"),
            _ => lowering.Apply(x, "Clip", lowering.Argument(null, Math.Max(min, float.MinValue)), lowering.Argument(null, Math.Min(max, float.MaxValue))),
        });
    }

    /// <summary>One slope, or one for each element of an axis: the channels in early versions, the axes that broadcasting says later.</summary>
    private static void PRelu(NodeLowering lowering)
    {
        const int FirstBroadcast = 7;
        Value x = lowering.Value(0);
        Constant slope = lowering.Constant(1, "slope");
        int rank = x.Shape.Length;
        if (slope.Length == 1)
        {
            lowering.Set(x with { Layer = WithSlopes(lowering, x.Layer, slope, []) });
            return;
        }

        int[] shape = lowering.Node.Version < FirstBroadcast ? [slope.Length, .. Enumerable.Repeat(1, rank - 2)] : slope.Shape;
        int[] axes = [.. Enumerable.Range(0, rank).Where(axis => Shapes.Aligned(shape, rank)[axis] > 1)];
        lowering.RequireNoBatch(axes, "slopes differ");
        Value front = lowering.WithFront(x, axes);
        int rest = front.Layer.Elements / slope.Length;
        Layer channels = front.Layer.Shape[0] == slope.Length ? front.Layer : lowering.Reshaped(front.Layer, rest == 1 ? [slope.Length] : [slope.Length, rest]);
        lowering.Set(front with { Layer = WithSlopes(lowering, channels, slope, [new Argument("PerChannel", "true")]) });
    }

    private static Layer WithSlopes(NodeLowering lowering, Layer source, Constant slope, IEnumerable<Argument> arguments) =>
        lowering.Add("PReLU", source.Shape, [source], arguments, new Weight("weight", [slope.Length], slope.Reals, slope.Name));
}
