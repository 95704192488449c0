namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>Softmax and LogSoftmax: the axis is the channels.</summary>
internal static class Softmaxes
{
    private const int FirstOfOneAxis = 13;

    public static OnnxNetwork Of(OnnxCase recorded, string layer) => OnnxNetwork.Of(ViewOf(recorded.Node, recorded.X.Shape), recorded.X, layer);

    /// <summary>Softmax of the negated input.</summary>
    public static OnnxNetwork Softmin(OnnxCase recorded) =>
        OnnxNetwork.Of(ViewOf(recorded.Nodes[1], recorded.X.Shape), recorded.X, $"{Formula.Minus("Tensor.Input")}, Softmax");

    // Early versions take all axes from the given one on together.
    private static SampleView ViewOf(OnnxNode node, int[] shape)
    {
        bool isOneAxis = node.Version >= FirstOfOneAxis;
        int axis = node.Axis(shape.Length, isOneAxis ? -1 : 1);
        (int before, int within, int behind) = SampleView.Around(shape, axis, isOneAxis ? axis : shape.Length - 1);
        return SampleView.InChannels(before, within, behind);
    }
}
