using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Naming;

/// <summary>Names the layers that need one: those with weights, under which the file of weights has them, and those that others name.</summary>
internal static class LayerNames
{
    // What the generator calls a layer without a name, before its number; of kinds that are not here it is the kind in small letters.
    private static readonly Dictionary<string, string> Prefixes = new(StringComparer.Ordinal)
    {
        ["DepthwiseConv"] = "conv",
        ["MaxPool"] = "pool",
        ["AvgPool"] = "pool",
        ["LpPool"] = "pool",
        ["GlobalAvgPool"] = "pool",
        ["GlobalMaxPool"] = "pool",
        ["BatchNorm"] = "bn",
        ["LayerNorm"] = "ln",
        ["GroupNorm"] = "gn",
        ["InstanceNorm"] = "in",
        ["LocalResponseNorm"] = "lrn",
        ["Linear"] = "fc",
        ["ReLU6"] = "relu",
    };

    /// <summary>Gives names.</summary>
    /// <param name="graph">The layers.</param>
    /// <param name="named">Those that others name.</param>
    public static void Assign(LayerGraph graph, ISet<Layer> named)
    {
        Dictionary<Layer, string> defaults = Defaults(graph.Layers);
        HashSet<string> taken = new(StringComparer.Ordinal);
        taken.UnionWith(graph.Layers.Where(layer => !NeedsName(layer, named)).Select(layer => defaults[layer]));

        // Weights come first: their names are the file's, and what has none gets out of their way.
        foreach (Layer layer in graph.Layers.Where(static layer => layer.Weights.Count > 0))
        {
            layer.Name = Free(NameHints.OfWeights(layer) ?? defaults[layer], taken);
        }

        foreach (Layer layer in graph.Layers.Where(layer => layer.Name is null && named.Contains(layer)))
        {
            layer.Name = Free(NameHints.OfOutputs(layer, taken), taken);
        }
    }

    /// <summary>What layers are called that have no name.</summary>
    public static Dictionary<Layer, string> Defaults(IEnumerable<Layer> layers)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        Dictionary<Layer, string> names = [];
        foreach (Layer layer in layers)
        {
            string prefix = DefaultPrefix(layer.Kind);
            counts[prefix] = counts.GetValueOrDefault(prefix) + 1;
            names.Add(layer, prefix + counts[prefix].ToString(CultureInfo.InvariantCulture));
        }

        return names;
    }

    /// <summary>What layers of a kind are called, before their number.</summary>
    public static string DefaultPrefix(string kind) => Prefixes.GetValueOrDefault(kind, kind.ToLowerInvariant());

    private static bool NeedsName(Layer layer, ISet<Layer> named) => layer.Weights.Count > 0 || named.Contains(layer);

    private static string Free(string wanted, HashSet<string> taken)
    {
        string name = wanted;
        for (int number = 2; !taken.Add(name); number++)
        {
            name = FormattableString.Invariant($"{wanted}_{number}");
        }

        return name;
    }
}
