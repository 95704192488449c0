using System;
using System.Collections.Generic;
using CnnGen.Generator.Layers.Activations;
using CnnGen.Generator.Layers.AdaptivePool;
using CnnGen.Generator.Layers.AvgPool;
using CnnGen.Generator.Layers.BatchNorm;
using CnnGen.Generator.Layers.ChannelShuffle;
using CnnGen.Generator.Layers.Conv;
using CnnGen.Generator.Layers.ConvTranspose;
using CnnGen.Generator.Layers.Crop;
using CnnGen.Generator.Layers.DepthwiseConv;
using CnnGen.Generator.Layers.Dropout;
using CnnGen.Generator.Layers.Flatten;
using CnnGen.Generator.Layers.GroupNorm;
using CnnGen.Generator.Layers.InstanceNorm;
using CnnGen.Generator.Layers.Joins;
using CnnGen.Generator.Layers.LayerNorm;
using CnnGen.Generator.Layers.Linear;
using CnnGen.Generator.Layers.LocalResponseNorm;
using CnnGen.Generator.Layers.LpPool;
using CnnGen.Generator.Layers.MaxPool;
using CnnGen.Generator.Layers.Output;
using CnnGen.Generator.Layers.Pad;
using CnnGen.Generator.Layers.PixelShuffle;
using CnnGen.Generator.Layers.Reshape;
using CnnGen.Generator.Layers.Scale;
using CnnGen.Generator.Layers.Slice;
using CnnGen.Generator.Layers.Softmax;
using CnnGen.Generator.Layers.Upsample;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers;

/// <summary>A kind of layer.</summary>
/// <param name="Name">The attribute's name without "Attribute".</param>
/// <param name="DefaultName">What a layer without a name is called, before its number.</param>
/// <param name="Parse">Reads the arguments; null with the errors reported.</param>
internal sealed record LayerKind(string Name, string DefaultName, Func<LayerDeclaration, LayerContext, Layer?> Parse)
{
    /// <summary>Whether it marks an output and leaves the running output as it is.</summary>
    public bool IsMark { get; init; }
}

/// <summary>The one table of layer kinds.</summary>
internal static class LayerKinds
{
    public static readonly IReadOnlyList<LayerKind> All =
    [
        new("Conv", "conv", ConvLayer.Parse),
        new("DepthwiseConv", "conv", DepthwiseConvLayer.Parse),
        new("ConvTranspose", "convtranspose", ConvTransposeLayer.Parse),
        new("MaxPool", "pool", MaxPoolLayer.Parse),
        new("AvgPool", "pool", AvgPoolLayer.Parse),
        new("LpPool", "pool", LpPoolLayer.Parse),
        new("GlobalAvgPool", "pool", (declaration, _) => AdaptivePoolLayer.Global(PoolKind.Average, declaration)),
        new("GlobalMaxPool", "pool", (declaration, _) => AdaptivePoolLayer.Global(PoolKind.Max, declaration)),
        new("AdaptiveAvgPool", "pool", (declaration, context) => AdaptivePoolLayer.Parse(PoolKind.Average, declaration, context)),
        new("AdaptiveMaxPool", "pool", (declaration, context) => AdaptivePoolLayer.Parse(PoolKind.Max, declaration, context)),
        new("BatchNorm", "bn", BatchNormLayer.Parse),
        new("LayerNorm", "ln", LayerNormLayer.Parse),
        new("GroupNorm", "gn", GroupNormLayer.Parse),
        new("InstanceNorm", "in", InstanceNormLayer.Parse),
        new("LocalResponseNorm", "lrn", LocalResponseNormLayer.Parse),
        new("Linear", "fc", LinearLayer.Parse),
        new("Flatten", "flatten", (_, _) => new FlattenLayer()),
        new("Reshape", "reshape", ReshapeLayer.Parse),
        new("Scale", "scale", (_, _) => new ScaleLayer()),
        new("ReLU", "relu", (_, _) => new ActivationLayer(ElementFunctions.ReLU)),
        new("ReLU6", "relu", (_, _) => new ActivationLayer(ElementFunctions.ReLU6)),
        new("LeakyReLU", "leakyrelu", ActivationRules.LeakyReLU),
        new("PReLU", "prelu", PReLULayer.Parse),
        new("ELU", "elu", ActivationRules.ELU),
        new("CELU", "celu", ActivationRules.CELU),
        new("SELU", "selu", (_, _) => new ActivationLayer(ElementFunctions.SELU)),
        new("GELU", "gelu", ActivationRules.GELU),
        new("SiLU", "silu", (_, _) => new ActivationLayer(ElementFunctions.SiLU)),
        new("Mish", "mish", (_, _) => new ActivationLayer(ElementFunctions.Mish)),
        new("HardSigmoid", "hardsigmoid", (_, _) => new ActivationLayer(ElementFunctions.HardSigmoid)),
        new("HardSwish", "hardswish", (_, _) => new ActivationLayer(ElementFunctions.HardSwish)),
        new("HardTanh", "hardtanh", ActivationRules.HardTanh),
        new("Clip", "clip", ActivationRules.Clip),
        new("Sigmoid", "sigmoid", (_, _) => new ActivationLayer(ElementFunctions.Sigmoid)),
        new("Tanh", "tanh", (_, _) => new ActivationLayer(ElementFunctions.Tanh)),
        new("Softplus", "softplus", ActivationRules.Softplus),
        new("Softsign", "softsign", (_, _) => new ActivationLayer(ElementFunctions.Softsign)),
        new("Softmax", "softmax", (_, _) => new SoftmaxLayer(IsLogarithm: false)),
        new("LogSoftmax", "logsoftmax", (_, _) => new SoftmaxLayer(IsLogarithm: true)),
        new("Dropout", "dropout", (declaration, context) => DropoutLayer.Parse(DropUnit.Element, declaration, context)),
        new("ChannelDropout", "dropout", (declaration, context) => DropoutLayer.Parse(DropUnit.Channel, declaration, context)),
        new("StochasticDepth", "stochasticdepth", (declaration, context) => DropoutLayer.Parse(DropUnit.Sample, declaration, context)),
        new("Add", "add", (declaration, context) => ElementwiseLayer.Parse(JoinKind.Add, false, declaration, context)),
        new("Subtract", "subtract", ElementwiseLayer.ParseDifference),
        new("Multiply", "multiply", (declaration, context) => ElementwiseLayer.Parse(JoinKind.Multiply, false, declaration, context)),
        new("Max", "max", (declaration, context) => ElementwiseLayer.Parse(JoinKind.Max, false, declaration, context)),
        new("Average", "average", (declaration, context) => ElementwiseLayer.Parse(JoinKind.Add, true, declaration, context)),
        new("Concat", "concat", ConcatLayer.Parse),
        new("Slice", "slice", SliceLayer.Parse),
        new("ChannelShuffle", "channelshuffle", ChannelShuffleLayer.Parse),
        new("PixelShuffle", "pixelshuffle", PixelShuffleLayer.Parse),
        new("Upsample", "upsample", UpsampleLayer.Parse),
        new("Pad", "pad", PadLayer.Parse),
        new("Crop", "crop", CropLayer.Parse),
        new("Output", "output", OutputLayer.Parse) { IsMark = true },
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
