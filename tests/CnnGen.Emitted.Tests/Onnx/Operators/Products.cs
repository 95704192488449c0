using System;
using CnnGen.Tests.Onnx;

namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>Products of matrices: one of them is a layer's weights, the other the samples.</summary>
internal static class Products
{
    /// <summary>
    /// alpha * A' * B' + beta * C: the rows of A' are samples, alpha and beta are in the weights. A matrix C is a sample's other tensor.
    /// </summary>
    public static OnnxNetwork? Gemm(OnnxCase recorded)
    {
        OnnxNode node = recorded.Node;
        OnnxTensor a = node.Integer("transA", 0) == 1 ? node.Input(0).Transposed() : node.Input(0);
        (int features, float[] weight) = Weights(node);
        float beta = (float)node.Number("beta", 1);
        OnnxTensor c = node.Input(2);
        if (c.Length > features)
        {
            SideBySide operands = new((SampleView.Batch(c.Shape), c), (SampleView.Batch(a.Shape), a));
            return beta == 1 ? operands.Then($"Linear({features}, Bias = false, Name = \"map\"), Add(\"x0\")").With("map", ("weight", weight)) : null;
        }

        float[] bias = Array.ConvertAll(c.Length == 1 ? Formula.Repeated(c.Number, features) : c.Values, value => beta * value);
        return OnnxNetwork.Of(SampleView.Batch(a.Shape), a, $"Linear({features}, Name = \"map\")").With("map", ("weight", weight), ("bias", bias));
    }

    /// <summary>A * B + (A * B + C).</summary>
    public static OnnxNetwork GemmOfGemm(OnnxCase recorded)
    {
        OnnxTensor a = recorded.X;
        (int features, float[] weight) = Weights(recorded.Node);
        string outer = $"Linear({features}, Bias = false, Name = \"map\", From = Tensor.Input)";
        return OnnxNetwork.Of(SampleView.Batch(a.Shape), a, $"Linear({features}, Name = \"inner\"), {outer}, Add(\"inner\")")
            .With("inner", ("weight", weight), ("bias", recorded.Node.Input(2).Values)).With("map", ("weight", weight));
    }

    /// <summary>
    /// A matrix or a vector on the right is a linear layer's weights. Of a stack of matrices each channel has its own: those on the left are
    /// filters as high as those on the right.
    /// </summary>
    public static OnnxNetwork MatMul(OnnxCase recorded)
    {
        OnnxTensor a = recorded.X;
        OnnxTensor b = recorded.Node.Input(1);
        if (b.Shape.Length <= 2)
        {
            SampleView rows = SampleView.From(a.Shape, a.Shape.Length - 1);
            (int features, float[] weight) = b.Shape.Length == 1 ? (1, b.Values) : (b.Shape[1], b.Transposed().Values);
            return OnnxNetwork.Of(rows, a, $"Linear({features}, Bias = false, Name = \"map\")").With("map", ("weight", weight));
        }

        SampleView stack = new(1, [SampleView.Product(b.Shape[..^2]), b.Shape[^2], b.Shape[^1]]);
        string layer = $"DepthwiseConv({b.Shape[^2]}, KernelWidth = 1, Multiplier = {a.Shape[^2]}, Bias = false, Name = \"map\")";
        return OnnxNetwork.Of(stack, b, layer).With("map", ("weight", a.Values));
    }

    private static (int Features, float[] Weight) Weights(OnnxNode node)
    {
        OnnxTensor b = node.Integer("transB", 0) == 1 ? node.Input(1) : node.Input(1).Transposed();
        float alpha = (float)node.Number("alpha", 1);
        return (b.Shape[0], Array.ConvertAll(b.Values, value => alpha * value));
    }
}
