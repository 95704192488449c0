using System;
using System.Collections.Generic;
using CnnGen.Generator.Layers.Activations;
using CnnGen.Generator.Layers.AvgPool;
using CnnGen.Generator.Layers.BatchNorm;
using CnnGen.Generator.Layers.Conv;
using CnnGen.Generator.Layers.Dropout;
using CnnGen.Generator.Layers.Flatten;
using CnnGen.Generator.Layers.GroupNorm;
using CnnGen.Generator.Layers.InstanceNorm;
using CnnGen.Generator.Layers.Joins;
using CnnGen.Generator.Layers.LayerNorm;
using CnnGen.Generator.Layers.Linear;
using CnnGen.Generator.Layers.LocalResponseNorm;
using CnnGen.Generator.Layers.MaxPool;
using CnnGen.Generator.Layers.Softmax;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers;

/// <summary>A kind of layer.</summary>
/// <param name="Name">The attribute's name without "Attribute".</param>
/// <param name="DefaultName">What a layer without a name is called, before its number.</param>
/// <param name="Parse">Reads the arguments; null with the errors reported.</param>
internal sealed record LayerKind(string Name, string DefaultName, Func<LayerDeclaration, LayerContext, Layer?> Parse);

/// <summary>The one table of layer kinds.</summary>
internal static class LayerKinds
{
    public static readonly IReadOnlyList<LayerKind> All =
    [
        new("Conv", "conv", ConvLayer.Parse),
        new("MaxPool", "pool", MaxPoolLayer.Parse),
        new("AvgPool", "pool", AvgPoolLayer.Parse),
        new("BatchNorm", "bn", BatchNormLayer.Parse),
        new("LayerNorm", "ln", LayerNormLayer.Parse),
        new("GroupNorm", "gn", GroupNormLayer.Parse),
        new("InstanceNorm", "in", InstanceNormLayer.Parse),
        new("LocalResponseNorm", "lrn", LocalResponseNormLayer.Parse),
        new("Linear", "fc", LinearLayer.Parse),
        new("Flatten", "flatten", (_, _) => new FlattenLayer()),
        new("ReLU", "relu", (_, _) => new ActivationLayer(ActivationKind.ReLU)),
        new("Tanh", "tanh", (_, _) => new ActivationLayer(ActivationKind.Tanh)),
        new("Sigmoid", "sigmoid", (_, _) => new ActivationLayer(ActivationKind.Sigmoid)),
        new("Softmax", "softmax", (_, _) => new SoftmaxLayer()),
        new("Dropout", "dropout", DropoutLayer.Parse),
        new("Add", "add", AddLayer.Parse),
        new("Concat", "concat", ConcatLayer.Parse),
    ];

    public static LayerKind? Find(string name)
    {
        foreach (LayerKind kind in All)
        {
            if (kind.Name == name)
            {
                return kind;
            }
        }

        return null;
    }
}
