using CnnGen.Tests.Onnx;

namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>Convolutions.</summary>
internal static class Convolutions
{
    public static OnnxNetwork Convolve(OnnxCase recorded)
    {
        OnnxNode node = recorded.Node;
        OnnxTensor x = recorded.X;
        OnnxTensor weight = node.Input(1);
        Window window = Window.Of(node, x.Shape[2..], weight.Shape[2..]);
        int groups = node.Integer("group", 1);
        int filters = weight.Shape[0];
        bool isDepthwise = groups > 1 && groups == x.Shape[1];
        string opening = isDepthwise
            ? $"DepthwiseConv({window.Arguments}, Multiplier = {filters / groups}"
            : $"Conv({filters}, {window.Arguments}, Groups = {groups}";
        return WithWeights(recorded, $"{opening}, {window.Dilations}, Fit = Fit.Floor, {Bias(node)}, Name = \"conv\")");
    }

    public static OnnxNetwork Transposed(OnnxCase recorded)
    {
        OnnxNode node = recorded.Node;
        OnnxTensor weight = node.Input(1);
        int[] input = recorded.X.Shape[2..];
        int[] added = node.Integers("output_padding") ?? new int[input.Length];
        Window window = Window.OfTransposed(node, input, weight.Shape[2..], added, recorded.Outputs[0].Shape[2..]);
        int groups = node.Integer("group", 1);
        string opening = $"ConvTranspose({weight.Shape[1] * groups}, {window.Arguments}, {window.Dilations}, {Window.PerAxis("OutputPad", added)}";
        return WithWeights(recorded, $"{opening}, Groups = {groups}, {Bias(node)}, Name = \"conv\")");
    }

    /// <summary>The mean of taps that lie apart, over no padding: a convolution of each channel by equal weights.</summary>
    public static OnnxNetwork Mean(OnnxTensor x, Window window)
    {
        SampleView view = SampleView.Batch(x.Shape);
        int taps = SampleView.Product(window.Kernel);
        return OnnxNetwork.Of(view, x, $"DepthwiseConv({window.Arguments}, {window.Dilations}, Fit = Fit.Floor, Bias = false, Name = \"mean\")")
            .WithPrepared("mean", ("weight", Formula.Repeated(1.0 / taps, view.Channels * taps)));
    }

    private static string Bias(OnnxNode node) => $"Bias = {Formula.Text(node.OptionalInput(2) is not null)}";

    private static OnnxNetwork WithWeights(OnnxCase recorded, string layers)
    {
        (string, float[])[] bias = recorded.Node.OptionalInput(2) is { } tensor ? [("bias", tensor.Values)] : [];
        return OnnxNetwork.Of(recorded, layers).With("conv", [("weight", recorded.Node.Input(1).Values), .. bias]);
    }
}
