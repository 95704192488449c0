using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Naming;

/// <summary>What exporters call things, and which of it a person would keep.</summary>
internal static class NameHints
{
    // PyTorch's exporter and ONNX Runtime's optimizer put these in front.
    private const string Numbered = "onnx::";
    private const string Fused = "ConvBnFusion_W_";

    // What TensorFlow and Keras have in a variable's path beside the layer's name.
    private static readonly HashSet<string> Noise = new(StringComparer.Ordinal)
    {
        "StatefulPartitionedCall", "PartitionedCall", "ReadVariableOp", "Conv2D", "Conv1D", "Conv3D", "Conv2DBackpropInput", "MatMul", "BiasAdd", "Add", "Mul",
        "depthwise", "FusedBatchNormV3", "FusedBatchNorm", "kernel", "bias", "gamma", "beta", "moving_mean", "moving_variance", "Tensordot", "ExpandDims", "Const",
    };

    /// <summary>A layer's name by its weights' names in the file, else by its node's; null where neither says anything.</summary>
    public static string? OfWeights(Layer layer) =>
        layer.Weights.Select(static weight => weight.Source).OfType<string>().Select(OfTensor).FirstOrDefault(static name => name is not null)
        ?? (layer.Origin is { HasName: true } node ? OfNode(node.Name) : null);

    /// <summary>A name for the output of a layer without weights: its module's, if nobody has that, else the node's own.</summary>
    public static string OfOutputs(Layer layer, ISet<string> taken)
    {
        if (layer.Hint is { } hint)
        {
            return Clean(hint);
        }

        string kind = layer.Kind.ToLowerInvariant();
        if (layer.Origin is not { HasName: true } node || !node.Name.StartsWith('/'))
        {
            return $"{NameInFront(layer)}_{kind}";
        }

        string own = Clean(node.Name[(node.Name.LastIndexOf('/') + 1)..]).ToLowerInvariant();
        return OfNode(node.Name) is not { } module ? own : taken.Contains(module) ? $"{module}.{own}" : module;
    }

    /// <summary>The name of the module that a path leads through: <c>layer1.0.conv1</c> of <c>/layer1/layer1.0/conv1/Conv</c>.</summary>
    public static string? OfNode(string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (!path.StartsWith('/'))
        {
            return parts.Length > 1 ? OfPath(parts) : null;
        }

        List<string> modules = [];
        foreach (string part in parts[..^1])
        {
            // A module of a list is called by the list's name and its number, behind the list itself.
            if (modules.Count > 0 && part.StartsWith(modules[^1] + ".", StringComparison.Ordinal))
            {
                modules.RemoveAt(modules.Count - 1);
            }

            modules.Add(part);
        }

        return modules.Count == 0 ? null : Clean(string.Join('.', modules));
    }

    private static string? OfTensor(string tensor)
    {
        string name = tensor.Split(':')[0] is { Length: > 0 } front && !tensor.StartsWith(Numbered, StringComparison.Ordinal) ? front : "";
        name = name.StartsWith(Fused, StringComparison.Ordinal) ? name[Fused.Length..] : name;
        int dot = name.LastIndexOf('.');
        return name.Contains('/') ? OfPath(name.Split('/', StringSplitOptions.RemoveEmptyEntries)) : dot > 0 ? Clean(name[..dot]) : null;
    }

    private static string? OfPath(string[] parts) => parts.LastOrDefault(static part => !Noise.Contains(part)) is { } name ? Clean(name) : null;

    private static string NameInFront(Layer layer)
    {
        Layer source = layer;
        while (source.Inputs.Count > 0)
        {
            source = source.Inputs[0];
            if (source is { Name: { } name, Weights.Count: > 0 })
            {
                return name;
            }
        }

        return "input";
    }

    // A name has no white space, and a tensor's has none of these.
    private static string Clean(string name) => string.Concat(name.Select(static character =>
        char.IsWhiteSpace(character) || char.IsControl(character) || char.IsSurrogate(character) || character is '"' or '\\' or '<' or '>' ? '_' : character));
}
