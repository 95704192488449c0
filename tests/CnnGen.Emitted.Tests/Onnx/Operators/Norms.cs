using System;
using System.Linq;
using CnnGen.Tests.Onnx;

namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>Normalisations.</summary>
internal static class Norms
{
    private const double DefaultEpsilon = 1e-5;

    // Where ONNX adds nothing to the variance, or next to nothing to its root: lost in a variance near 1.
    private const double LeastEpsilon = 1e-12;

    public static OnnxNetwork[] Batch(OnnxCase recorded)
    {
        OnnxNode node = recorded.Node;
        bool isTraining = node.Integer("training_mode", 0) == 1;
        string opening = $"BatchNorm(Momentum = {Formula.Text(1 - node.Number("momentum", 0.9))}, ";
        OnnxNetwork network = Affine(node, SampleView.Batch(recorded.X.Shape), opening)
            .With("norm", ("running_mean", node.Input(3).Values), ("running_var", node.Input(4).Values));
        OnnxNetwork training = network with { IsTraining = true };
        return isTraining ? [training, training with { Output = 1, Updated = "norm.running_mean" }] : [network];
    }

    /// <summary>Over the batch and all positions, as BatchNorm in training.</summary>
    public static OnnxNetwork? MeanVariance(OnnxCase recorded)
    {
        int[] axes = recorded.Node.Integers("axes") ?? [0, 2, 3];
        if (!axes.SequenceEqual(Enumerable.Range(0, recorded.X.Shape.Length).Where(axis => axis != 1)))
        {
            return null;
        }

        int channels = recorded.X.Shape[1];
        OnnxNetwork network = OnnxNetwork.Of(recorded, $"BatchNorm(Epsilon = {Formula.Text(LeastEpsilon)}, Affine = false, Name = \"norm\")")
            .With("norm", ("running_mean", Formula.Repeated(0, channels)), ("running_var", Formula.Repeated(1, channels)));
        return network with { IsTraining = true };
    }

    /// <summary>The axes from one on are a sample.</summary>
    public static OnnxNetwork Layer(OnnxCase recorded)
    {
        OnnxNode node = recorded.Node;
        int[] shape = recorded.X.Shape;
        return Affine(node, SampleView.From(shape, node.Axis(shape.Length, -1)), "LayerNorm(");
    }

    public static OnnxNetwork Group(OnnxCase recorded) =>
        Affine(recorded.Node, SampleView.Batch(recorded.X.Shape), $"GroupNorm({recorded.Node.Integer("num_groups", 1)}, ");

    public static OnnxNetwork Instance(OnnxCase recorded) =>
        Affine(recorded.Node, SampleView.Batch(recorded.X.Shape), "InstanceNorm(Affine = true, ");

    public static OnnxNetwork LocalResponse(OnnxCase recorded)
    {
        OnnxNode node = recorded.Node;
        (double alpha, double beta, double k) = (node.Number("alpha", 1e-4), node.Number("beta", 0.75), node.Number("bias", 1));
        return OnnxNetwork.Of(recorded, $"LocalResponseNorm({node.Integer("size", 1)}, {LocalResponseNumbers(alpha, beta, k)})");
    }

    /// <summary>
    /// By the sum of absolute values, which is a pool's norm, along the last axis; by the root of the sum of squares, which is a local response
    /// to all channels, along any axis.
    /// </summary>
    public static OnnxNetwork? Lp(OnnxCase recorded)
    {
        OnnxNode node = recorded.Node;
        OnnxTensor x = recorded.X;
        int axis = node.Axis(x.Shape.Length, -1);
        (int before, int within, int behind) = SampleView.Around(x.Shape, axis, axis);
        int reach = (2 * within) - 1;
        return (node.Integer("p", 2), behind) switch
        {
            (1, 1) => OnnxNetwork.Of(new SampleView(before, [1, within]), x, $"LpPool(1, {within}), {Formula.Reciprocal}, Multiply(Tensor.Input)"),
            (2, _) => OnnxNetwork.Of(SampleView.Along(x.Shape, axis), x, $"LocalResponseNorm({reach}, {LocalResponseNumbers(reach, 0.5, LeastEpsilon)})"),
            _ => null,
        };
    }

    private static string LocalResponseNumbers(double alpha, double beta, double k) =>
        $"Alpha = {Formula.Text(alpha)}, Beta = {Formula.Text(beta)}, K = {Formula.Text(k)}";

    /// <summary>A layer with the node's epsilon, scale and bias.</summary>
    private static OnnxNetwork Affine(OnnxNode node, SampleView view, string opening)
    {
        double epsilon = Math.Max(LeastEpsilon, node.Number("epsilon", DefaultEpsilon));
        return OnnxNetwork.Of(view, node.Input(0), $"{opening}Epsilon = {Formula.Text(epsilon)}, Name = \"norm\")")
            .With("norm", ("weight", node.Input(1).Values), ("bias", node.Input(2).Values));
    }
}
