using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Normalisations.</summary>
internal static class Norms
{
    public static readonly Dictionary<string, Action<NodeLowering>> All = new()
    {
        ["BatchNormalization"] = Batch,
        ["InstanceNormalization"] = static lowering => OfPositions(lowering, "InstanceNorm", [new("Affine", "true")]),
        ["GroupNormalization"] = Group,
        ["LayerNormalization"] = LayerNorm,
        ["MeanVarianceNormalization"] = MeanVariance,
        ["LRN"] = LocalResponse,
        ["LpNormalization"] = Lp,
    };

    private const double DefaultEpsilon = 1e-5;

    // Where ONNX adds nothing to the variance, or next to nothing to its root: lost in a variance near 1.
    private const double LeastEpsilon = 1e-12;

    private static void Batch(NodeLowering lowering)
    {
        OnnxNode node = lowering.Node;
        node.Ignore("consumed_inputs");
        if (node.Flag("training_mode") || (node.Has("is_test") && !node.Flag("is_test")))
        {
            throw new ImportException("it is in training mode; export the model in evaluation mode: model.eval()");
        }

        if (!node.Flag("spatial", otherwise: true))
        {
            throw new ImportException("spatial = 0, a mean for each element, is not read");
        }

        Value x = lowering.Value(0);
        int channels = x.Shape.Length > 1 ? x.Shape[1] : 1;
        Value front = channels == x.Layer.Shape[0] && x.View.Order is [1, ..] ? x : lowering.WithFront(x, 1);
        Layer source = front.Layer.Shape[0] == channels ? front.Layer : Channels(lowering, front.Layer, channels);
        List<Argument> arguments = Epsilon(node);
        double momentum = node.Number("momentum", 0.9);
        if (Math.Abs(momentum - 0.9) > 1e-6)
        {
            arguments.Add(lowering.Argument("Momentum", Math.Round(1 - momentum, 6)));
        }

        lowering.Set(front with
        {
            Layer = lowering.Add("BatchNorm", source.Shape, [source], arguments, [
                .. Affine(lowering, channels),
                Statistic(lowering, 3, "running_mean", channels), Statistic(lowering, 4, "running_var", channels)]),
        });
    }

    private static Layer Channels(NodeLowering lowering, Layer layer, int channels) =>
        lowering.Reshaped(layer, layer.Elements == channels ? [channels] : [channels, layer.Elements / channels]);

    private static Weight Statistic(NodeLowering lowering, int place, string name, int channels)
    {
        Constant constant = lowering.Constant(place, name);
        return new(name, [channels], constant.Reals, constant.Name);
    }

    private static Weight[] Affine(NodeLowering lowering, int channels)
    {
        Constant scale = lowering.Constant(1, "scale");
        Constant bias = lowering.Constant(2, "bias");
        return scale.Length == channels && bias.Length == channels
            ? [new("weight", [channels], scale.Reals, scale.Name), new("bias", [channels], bias.Reals, bias.Name)]
            : throw new ImportException($"its scale and bias are {Shapes.Text(scale.Shape)} and {Shapes.Text(bias.Shape)}, and there are {channels} channels");
    }

    private static List<Argument> Epsilon(OnnxNode node)
    {
        double epsilon = Math.Max(LeastEpsilon, node.Number("epsilon", DefaultEpsilon));
        return (float)epsilon == (float)DefaultEpsilon ? [] : [new("Epsilon", NodeLowering.Text(epsilon))];
    }

    private static void OfPositions(NodeLowering lowering, string kind, IEnumerable<Argument> first)
    {
        Value x = lowering.Value(0);
        Layer volume = lowering.Volume(x);
        lowering.Set(lowering.Add(kind, volume.Shape, [volume], [.. first, .. Epsilon(lowering.Node)], Affine(lowering, volume.Shape[0])), x.Shape);
    }

    private static void Group(NodeLowering lowering)
    {
        lowering.Node.Ignore("stash_type");
        OfPositions(lowering, "GroupNorm", [Argument.Of(lowering.Node.Integer("num_groups", 1))]);
    }

    /// <summary>Scale and bias are arithmetic, of each element its own.</summary>
    private static void LayerNorm(NodeLowering lowering)
    {
        lowering.Node.Ignore("stash_type");
        if (lowering.Node.Outputs.Skip(1).Any(static output => output.Length > 0))
        {
            throw new ImportException("its mean and its deviation are no outputs of a layer; leave them out");
        }

        Value x = lowering.Value(0);
        int first = Shapes.Axis(lowering.Node.Integer("axis", -1), x.Shape.Length);
        int[] axes = [.. Enumerable.Range(first, x.Shape.Length - first)];
        lowering.RequireNoBatch(axes, "it normalises");
        lowering.Set(ConstantArithmetic.Affine(
            lowering, Normal(lowering, x, axes, Epsilon(lowering.Node)), lowering.Constant(1, "scale"), lowering.OptionalConstant(2, "bias")));
    }

    /// <summary>To mean 0 and variance 1 over some axes: a layer over all of a sample, or over the positions of channels that the other axes are.</summary>
    private static Value Normal(NodeLowering lowering, Value x, int[] axes, List<Argument> epsilon)
    {
        int[] kept = [.. Enumerable.Range(0, x.Shape.Length).Except(axes).Where(axis => x.Shape[axis] > 1)];
        int channels = Shapes.Product(kept.Select(axis => x.Shape[axis]));
        Value lying = lowering.WithFront(x, kept);
        if (kept.Length == 0)
        {
            return lying with { Layer = lowering.Add("LayerNorm", lying.Layer.Shape, [lying.Layer], [.. epsilon, new("Affine", "false")]) };
        }

        Layer source = lying.Layer.Shape[0] == channels ? lying.Layer : lowering.Reshaped(lying.Layer, channels, lying.Layer.Elements / channels);
        return lying with { Layer = lowering.Add("InstanceNorm", source.Shape, [source], epsilon) };
    }

    private static void MeanVariance(NodeLowering lowering)
    {
        Value x = lowering.Value(0);
        int[] axes = [.. (lowering.Node.Integers("axes") ?? [0, 2, 3]).Select(axis => Shapes.Axis(axis, x.Shape.Length))];
        lowering.RequireNoBatch(axes, "it normalises");
        lowering.Set(Normal(lowering, x, axes, [new("Epsilon", NodeLowering.Text(LeastEpsilon))]));
    }

    private static void LocalResponse(NodeLowering lowering)
    {
        OnnxNode node = lowering.Node;
        Value x = lowering.Value(0);
        Layer volume = lowering.Volume(x);
        (double alpha, double beta, double k) = (node.Number("alpha", 1e-4), node.Number("beta", 0.75), node.Number("bias", 1));
        lowering.Set(lowering.Add("LocalResponseNorm", volume.Shape, [volume], Response(node.Integer("size", 1), alpha, beta, k)), x.Shape);
    }

    private static IEnumerable<Argument> Response(int size, double alpha, double beta, double k)
    {
        yield return Argument.Of(size);
        foreach ((string name, double number, double standard) in new[] { ("Alpha", alpha, 1e-4), ("Beta", beta, 0.75), ("K", k, 1) })
        {
            if ((float)number != (float)standard)
            {
                yield return new(name, NodeLowering.Text(number));
            }
        }
    }

    /// <summary>
    /// By the sum of absolute values, which is a pool's norm, or by the root of the sum of squares, which is a local response to all channels.
    /// </summary>
    private static void Lp(NodeLowering lowering)
    {
        Value x = lowering.Value(0);
        int axis = Shapes.Axis(lowering.Node.Integer("axis", -1), x.Shape.Length);
        int norm = lowering.Node.Integer("p", 2);
        lowering.RequireNoBatch([axis], "it normalises");
        if (norm == 1)
        {
            int[] others = [.. Enumerable.Range(0, x.Shape.Length).Where(other => other != axis)];
            Value lying = lowering.WithFront(x, others);
            int length = x.Shape[axis];
            Layer rows = lowering.Reshaped(lying.Layer, lying.Layer.Elements / length, length);
            Layer sums = lowering.Add("LpPool", [rows.Shape[0], 1], [rows], [new(null, "1"), Argument.Of(length)]);
            int[] sumShape = [.. x.Shape];
            sumShape[axis] = 1;
            Value sum = new(sums, View.InOrder(sumShape, [.. lying.View.Order!.Where(other => other != axis)]));
            lowering.Set(ElementJoins.Join(lowering, "Multiply", [lying, Formulas.Reciprocal(lowering, sum)]));
            return;
        }

        Value front = lowering.WithFront(x, axis);
        int channels = x.Shape[axis];
        Layer source = front.Layer.Shape[0] == channels ? front.Layer : Channels(lowering, front.Layer, channels);
        int reach = (2 * channels) - 1;
        lowering.Set(front with { Layer = lowering.Add("LocalResponseNorm", source.Shape, [source], Response(reach, reach, 0.5, LeastEpsilon)) });
    }
}
