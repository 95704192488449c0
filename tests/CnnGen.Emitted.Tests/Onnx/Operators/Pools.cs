using System.Linq;
using CnnGen.Tests.Onnx;

namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>Pooling.</summary>
internal static class Pools
{
    /// <summary>
    /// Padding wider than half a window is a layer of its own that repeats the edge: a window that reaches there has the edge in it anyway.
    /// </summary>
    public static OnnxNetwork? Max(OnnxCase recorded)
    {
        OnnxNode node = recorded.Node;
        Window window = Window.Of(node, recorded.X.Shape[2..]);
        if (!window.IsPaddedWide)
        {
            return OnnxNetwork.Of(recorded, $"MaxPool({window.Arguments}, {window.Dilations}, {Fit(node)})");
        }

        string padded = $"Pad({window.Pads}, PadMode = PadMode.Replicate), MaxPool({window.Bare.Arguments}, {Fit(node)})";
        return window.Dilation.All(dilation => dilation == 1) ? OnnxNetwork.Of(recorded, padded) : null;
    }

    public static OnnxNetwork? Average(OnnxCase recorded) => Average(recorded.Node, recorded.X);

    /// <summary>A sequence as an image of one column.</summary>
    public static OnnxNetwork? AverageOfColumn(OnnxCase recorded)
    {
        OnnxTensor x = recorded.X;
        return Average(recorded.Nodes[1], x.Reshaped([.. x.Shape, 1]));
    }

    public static OnnxNetwork Lp(OnnxCase recorded)
    {
        OnnxNode node = recorded.Node;
        Window window = Window.Of(node, recorded.X.Shape[2..]);
        return OnnxNetwork.Of(recorded, $"LpPool({node.Integer("p", 2)}, {window.Arguments}, {window.Dilations}, {Fit(node)})");
    }

    /// <summary>
    /// Padding wider than half a window is a layer of its own where it counts; taps that lie apart are a convolution's. Null where padding of
    /// either kind is left out of the mean.
    /// </summary>
    private static OnnxNetwork? Average(OnnxNode node, OnnxTensor x)
    {
        Window window = Window.Of(node, x.Shape[2..]);
        bool countsPadding = node.Integer("count_include_pad", 0) == 1;
        bool roundsDown = node.Integer("ceil_mode", 0) == 0 || window.Divides(x.Shape[2..]);
        SampleView view = SampleView.Batch(x.Shape);
        if (window.Dilation.Any(dilation => dilation > 1))
        {
            return window.IsBare && roundsDown ? Convolutions.Mean(x, window) : null;
        }

        if (!window.IsPaddedWide)
        {
            return OnnxNetwork.Of(view, x, $"AvgPool({window.Arguments}, CountIncludePad = {Formula.Text(countsPadding)}, {Fit(node)})");
        }

        return countsPadding && roundsDown ? OnnxNetwork.Of(view, x, $"Pad({window.Pads}), AvgPool({window.Bare.Arguments}, {Fit(node)})") : null;
    }

    private static string Fit(OnnxNode node) => $"Fit = Fit.{(node.Integer("ceil_mode", 0) == 1 ? "Ceil" : "Floor")}";
}
