using System;
using System.Collections.Generic;
using CnnGen.Emitted.Tests.Onnx.Operators;

namespace CnnGen.Emitted.Tests.Onnx;

/// <summary>
/// The networks that compute a case: one for each output that is this library's to give, none where attributes cannot say it.
/// </summary>
internal static class OnnxOperators
{
    /// <summary>By the operators of a case, one behind the other.</summary>
    private static readonly Dictionary<string, Func<OnnxCase, IEnumerable<OnnxNetwork>>> All = new()
    {
        ["Abs"] = Single(recorded => OnnxNetwork.Of(recorded, "LpPool(1, 1)")),
        ["Celu"] = Single(Elementwise.Celu),
        ["Clip"] = Single(Elementwise.Clip),
        ["Elu"] = Single(Elementwise.Elu),
        ["Exp"] = Single(recorded => OnnxNetwork.Of(recorded, Formula.Exponential("Tensor.Input"))),
        ["Gelu"] = Single(Elementwise.Gelu),
        ["HardSigmoid"] = Single(Elementwise.HardSigmoid),
        ["LeakyRelu"] = Single(Elementwise.LeakyRelu),
        ["Neg"] = Single(recorded => OnnxNetwork.Of(recorded, Formula.Minus("Tensor.Input"))),
        ["PRelu"] = Single(Elementwise.PRelu),
        ["Relu"] = Single(recorded => OnnxNetwork.Of(recorded, "ReLU")),
        ["Selu"] = Single(Elementwise.Selu),
        ["Sigmoid"] = Single(recorded => OnnxNetwork.Of(recorded, "Sigmoid")),
        ["Softplus"] = Single(recorded => OnnxNetwork.Of(recorded, "Softplus")),
        ["Softsign"] = Single(recorded => OnnxNetwork.Of(recorded, "Softsign")),
        ["Sqrt"] = Single(recorded => OnnxNetwork.Of(recorded, Formula.SquareRoot)),
        ["Tanh"] = Single(recorded => OnnxNetwork.Of(recorded, "Tanh")),

        ["LogSoftmax"] = Single(recorded => Softmaxes.Of(recorded, "LogSoftmax")),
        ["Softmax"] = Single(recorded => Softmaxes.Of(recorded, "Softmax")),
        ["Neg Softmax"] = Single(Softmaxes.Softmin),

        ["Add"] = Single(recorded => Joins.Of(recorded, "Add")),
        ["Concat"] = Single(Joins.Concat),
        ["Div"] = Single(Joins.Divide),
        ["Max"] = Single(recorded => Joins.Of(recorded, "Max")),
        ["Mean"] = Single(recorded => Joins.Of(recorded, "Average")),
        ["Min"] = Single(Joins.Min),
        ["Mul"] = Single(recorded => Joins.Of(recorded, "Multiply")),
        ["Sub"] = Single(recorded => Joins.Of(recorded, "Subtract")),
        ["Sum"] = Single(Joins.Sum),
        ["Add Mul"] = Single(Graphs.AddMul),
        ["Add Mul Tanh Sigmoid Neg"] = Single(Graphs.AddMulTanhSigmoidNeg),
        ["Exp Mul Sub"] = Single(Graphs.ExpMulSub),
        ["Sum Neg Neg"] = Graphs.SumNegNeg,

        ["Conv"] = Single(Convolutions.Convolve),
        ["ConvTranspose"] = Single(Convolutions.Transposed),
        ["Gemm"] = Single(Products.Gemm),
        ["Gemm Gemm"] = Single(Products.GemmOfGemm),
        ["MatMul"] = Single(Products.MatMul),

        ["AveragePool"] = Single(Pools.Average),
        ["GlobalAveragePool"] = Single(recorded => OnnxNetwork.Of(recorded, "GlobalAvgPool")),
        ["GlobalMaxPool"] = Single(recorded => OnnxNetwork.Of(recorded, "GlobalMaxPool")),
        ["LpPool"] = Single(Pools.Lp),
        ["MaxPool"] = Single(Pools.Max),
        ["ReduceMean"] = Single(Reductions.Mean),
        ["ReduceSum"] = Single(Reductions.Sum),
        ["Unsqueeze AveragePool Squeeze"] = Single(Pools.AverageOfColumn),

        ["BatchNormalization"] = Norms.Batch,
        ["GroupNormalization"] = Single(Norms.Group),
        ["InstanceNormalization"] = Single(Norms.Instance),
        ["LRN"] = Single(Norms.LocalResponse),
        ["LayerNormalization"] = Single(Norms.Layer),
        ["LpNormalization"] = Single(Norms.Lp),
        ["MeanVarianceNormalization"] = Single(Norms.MeanVariance),

        ["Dropout"] = Single(Views.Dropout),
        ["Flatten"] = Single(Views.Flatten),
        ["Identity"] = Single(Views.Batch),
        ["Reshape"] = Single(Views.Batch),
        ["Squeeze"] = Single(Views.Batch),
        ["Transpose"] = Single(Views.Transpose),
        ["Unsqueeze"] = Single(Views.Batch),

        ["DepthToSpace"] = Single(Rearrangements.DepthToSpace),
        ["Pad"] = Single(Paddings.Pad),
        ["Reshape Transpose Reshape"] = Single(Rearrangements.PixelShuffle),
        ["Resize"] = Single(Resizes.Resize),
        ["Slice"] = Single(Parts.Slice),
        ["SpaceToDepth"] = Single(Rearrangements.SpaceToDepth),
        ["Split"] = Parts.Split,
        ["Split Sigmoid Mul"] = Single(Parts.Glu),
        ["Upsample"] = Single(Resizes.Upsample),
    };

    /// <summary>The networks of a case. None of one whose inputs are no tensors, or not float32's numbers.</summary>
    public static IEnumerable<OnnxNetwork> NetworksOf(OnnxCase recorded)
    {
        bool canBeRead = recorded.IsOfTensors && recorded.IsExact;
        return canBeRead && All.TryGetValue(recorded.Signature, out Func<OnnxCase, IEnumerable<OnnxNetwork>>? networks) ? networks(recorded) : [];
    }

    private static Func<OnnxCase, IEnumerable<OnnxNetwork>> Single(Func<OnnxCase, OnnxNetwork?> network) =>
        recorded => network(recorded) is { } found ? [found] : [];
}
