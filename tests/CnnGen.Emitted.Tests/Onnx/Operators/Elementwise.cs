using CnnGen.Tests.Onnx;

namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>Functions of one element: activations, and what is made of them.</summary>
internal static class Elementwise
{
    private const double DefaultSeluAlpha = 1.67326319217681884765625;
    private const double DefaultSeluGamma = 1.05070102214813232421875;

    // Of HardSigmoid, which is clip(x / 6 + 1 / 2, 0, 1).
    private const double HardSlope = 6;
    private const double HardCentre = 0.5;

    public static OnnxNetwork Elu(OnnxCase recorded) => OnnxNetwork.Of(recorded, $"ELU({Formula.Text(recorded.Node.Number("alpha", 1))})");

    public static OnnxNetwork Celu(OnnxCase recorded) => OnnxNetwork.Of(recorded, $"CELU({Formula.Text(recorded.Node.Number("alpha", 1))})");

    public static OnnxNetwork LeakyRelu(OnnxCase recorded) => OnnxNetwork.Of(recorded, $"LeakyReLU({Formula.Text(recorded.Node.Number("alpha", 0.01))})");

    public static OnnxNetwork Gelu(OnnxCase recorded) =>
        OnnxNetwork.Of(recorded, $"GELU(Tanh = {Formula.Text(recorded.Node.Text("approximate", "none") == "tanh")})");

    /// <summary>gamma * ELU(alpha): SELU where they are its numbers.</summary>
    public static OnnxNetwork Selu(OnnxCase recorded)
    {
        double alpha = recorded.Node.Number("alpha", DefaultSeluAlpha);
        double gamma = recorded.Node.Number("gamma", DefaultSeluGamma);
        if ((float)alpha == (float)DefaultSeluAlpha && (float)gamma == (float)DefaultSeluGamma)
        {
            return OnnxNetwork.Of(recorded, "SELU");
        }

        OnnxTensor x = recorded.X;
        SampleView view = SampleView.Batch(x.Shape).WithPositions;
        return OnnxNetwork.Of(view, x, $"ELU({Formula.Text(alpha)}), {Formula.Scale("gamma")}")
            .WithPrepared("gamma", Formula.ScaleParameters(view.Channels, gamma, 0));
    }

    /// <summary>clip(alpha * x + beta, 0, 1), by a scale in front of the layer's own numbers.</summary>
    public static OnnxNetwork HardSigmoid(OnnxCase recorded)
    {
        OnnxTensor x = recorded.X;
        SampleView view = SampleView.Batch(x.Shape).WithPositions;
        double alpha = recorded.Node.Number("alpha", 0.2);
        double beta = recorded.Node.Number("beta", 0.5);
        return OnnxNetwork.Of(view, x, $"{Formula.Scale("line")}, HardSigmoid")
            .WithPrepared("line", Formula.ScaleParameters(view.Channels, HardSlope * alpha, HardSlope * (beta - HardCentre)));
    }

    /// <summary>Ends that are attributes in early versions, and all numbers where they are missing.</summary>
    public static OnnxNetwork Clip(OnnxCase recorded)
    {
        OnnxNode node = recorded.Node;
        double min = node.OptionalInput(1)?.Number ?? node.Number("min", float.MinValue);
        double max = node.OptionalInput(2)?.Number ?? node.Number("max", float.MaxValue);
        return OnnxNetwork.Of(recorded, $"Clip({Formula.Text(min)}, {Formula.Text(max)})");
    }

    /// <summary>One slope, or one for each element of an axis: the channels in early versions, the last axis later.</summary>
    public static OnnxNetwork? PRelu(OnnxCase recorded)
    {
        const int FirstBroadcast = 7;
        OnnxNode node = recorded.Node;
        OnnxTensor x = recorded.X;
        OnnxTensor slope = node.Input(1);
        if (slope.Shape.Length != 1)
        {
            return null;
        }

        bool isOfChannels = node.Version < FirstBroadcast || slope.Length == 1;
        SampleView view = isOfChannels ? SampleView.Batch(x.Shape) : SampleView.Along(x.Shape, x.Shape.Length - 1);
        string layer = $"PReLU(PerChannel = {Formula.Text(slope.Length > 1)}, Name = \"slope\")";
        return OnnxNetwork.Of(view, x, layer).With("slope", ("weight", slope.Values));
    }
}
