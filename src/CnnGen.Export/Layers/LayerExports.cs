using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Export.Writing;

namespace CnnGen.Export.Layers;

/// <summary>The one table of what writes each kind of layer: a function that adds its operators and gives the name of its output.</summary>
internal static class LayerExports
{
    private static readonly Dictionary<string, Func<LayerWriter, string>> All = new(StringComparer.Ordinal)
    {
        ["Conv"] = Convolutions.Conv,
        ["DepthwiseConv"] = Convolutions.Conv,
        ["ConvTranspose"] = Convolutions.ConvTranspose,
        ["Linear"] = Convolutions.Linear,
        ["MaxPool"] = Pools.Max,
        ["AvgPool"] = Pools.Average,
        ["LpPool"] = Pools.Lp,
        ["GlobalAvgPool"] = AdaptivePools.Pool,
        ["GlobalMaxPool"] = AdaptivePools.Pool,
        ["AdaptiveAvgPool"] = AdaptivePools.Pool,
        ["AdaptiveMaxPool"] = AdaptivePools.Pool,
        ["BatchNorm"] = Norms.Batch,
        ["LayerNorm"] = Norms.Layer,
        ["GroupNorm"] = Norms.Group,
        ["InstanceNorm"] = Norms.Instance,
        ["LocalResponseNorm"] = Norms.LocalResponse,
        ["Scale"] = Norms.Scale,
        ["ReLU"] = static layer => layer.Add("Relu", layer.Input),
        ["ReLU6"] = static layer => Activations.Clip(layer, layer.Input, 0, 6),
        ["LeakyReLU"] = Activations.LeakyReLU,
        ["PReLU"] = Activations.PReLU,
        ["ELU"] = static layer => Activations.WithAlpha(layer, "Elu"),
        ["CELU"] = static layer => Activations.WithAlpha(layer, "Celu"),
        ["SELU"] = static layer => layer.Add("Selu", layer.Input),
        ["GELU"] = Activations.GELU,
        ["SiLU"] = static layer => layer.Add("Mul", [layer.Input, layer.Add("Sigmoid", layer.Input)]),
        ["Mish"] = static layer => layer.Add("Mul", [layer.Input, layer.Add("Tanh", layer.Add("Softplus", layer.Input))]),
        ["HardSigmoid"] = Activations.HardSigmoid,
        ["HardSwish"] = static layer => layer.Add("HardSwish", layer.Input),
        ["HardTanh"] = Activations.Between,
        ["Clip"] = Activations.Between,
        ["Sigmoid"] = static layer => layer.Add("Sigmoid", layer.Input),
        ["Tanh"] = static layer => layer.Add("Tanh", layer.Input),
        ["Softplus"] = Activations.Softplus,
        ["Softsign"] = static layer => layer.Add("Softsign", layer.Input),
        ["Softmax"] = static layer => layer.Add("Softmax", layer.Input, Attributes.Of("axis", 1)),
        ["LogSoftmax"] = static layer => layer.Add("LogSoftmax", layer.Input, Attributes.Of("axis", 1)),
        ["Add"] = static layer => Joins.Widened(layer, "Add", "Sum"),
        ["Subtract"] = static layer => Joins.Widened(layer, "Sub", "Sub"),
        ["Multiply"] = static layer => Joins.Widened(layer, "Mul", null),
        ["Max"] = static layer => Joins.Widened(layer, "Max", "Max"),
        ["Average"] = static layer => Joins.Widened(layer, "Mean", "Mean"),
        ["Concat"] = static layer => layer.Add("Concat", layer.Inputs, Attributes.Of("axis", 1)),
        ["Flatten"] = static layer => layer.Shape.SpatialRank == 0 ? layer.Input : layer.Add("Flatten", layer.Input, Attributes.Of("axis", 1)),
        ["Reshape"] = static layer => layer.Reshape(layer.Input, layer.Node.Output),
        ["Slice"] = Rearrangements.Slice,
        ["Crop"] = Rearrangements.Crop,
        ["Pad"] = Rearrangements.Pad,
        ["ChannelShuffle"] = Rearrangements.ChannelShuffle,
        ["PixelShuffle"] = Rearrangements.PixelShuffle,
        ["Upsample"] = Rearrangements.Upsample,

        // What computes nothing in Forward: its output is what it takes.
        ["Dropout"] = static layer => layer.Input,
        ["ChannelDropout"] = static layer => layer.Input,
        ["StochasticDepth"] = static layer => layer.Input,
        ["Output"] = static layer => layer.Input,
    };

    /// <summary>The kinds that are written.</summary>
    public static IReadOnlyList<string> Kinds => [.. All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What writes a kind.</summary>
    public static Func<LayerWriter, string> Find(string kind) => All[kind];
}
