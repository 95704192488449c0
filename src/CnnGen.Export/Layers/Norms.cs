using CnnGen.Export.Writing;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Layers.BatchNorm;
using CnnGen.Generator.Layers.GroupNorm;
using CnnGen.Generator.Layers.LocalResponseNorm;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Export.Layers;

/// <summary>Normalisations, and a factor a channel.</summary>
internal static class Norms
{
    public static string Batch(LayerWriter layer)
    {
        BatchNormLayer norm = (BatchNormLayer)layer.Node.Layer;
        TensorShape channels = new(layer.Shape.Channels);
        string[] inputs =
        [
            layer.Input, layer.ParameterOr("weight", 1, channels), layer.ParameterOr("bias", 0, channels), layer.Parameter("running_mean"), layer.Parameter("running_var"),
        ];

        // ONNX's momentum is what the old estimate counts.
        return layer.Add("BatchNormalization", inputs, Attributes.Of("epsilon", norm.Epsilon), Attributes.Of("momentum", 1 - norm.Momentum));
    }

    public static string Layer(LayerWriter layer) => layer.Add(
        "LayerNormalization",
        [layer.Input, layer.ParameterOr("weight", 1, layer.Shape), layer.ParameterOr("bias", 0, layer.Shape)],
        Attributes.Of("axis", 1),
        Attributes.Of("epsilon", ((SampleNormLayer)layer.Node.Layer).Epsilon));

    public static string Instance(LayerWriter layer)
    {
        TensorShape channels = new(layer.Shape.Channels);
        return Normalized(layer, layer.Input, layer.ParameterOr("weight", 1, channels), layer.ParameterOr("bias", 0, channels));
    }

    /// <summary>Groups as the channels of an instance, and behind that a factor and a constant a channel.</summary>
    public static string Group(LayerWriter layer)
    {
        int groups = ((GroupNormLayer)layer.Node.Layer).Groups;
        string grouped = layer.Reshape(layer.Input, groups, -1);
        string normalized = layer.Reshape(Normalized(layer, grouped, layer.Filled([groups], 1), layer.Filled([groups], 0)), layer.Shape);
        int axes = layer.Shape.SpatialRank;
        return !layer.HasParameter("weight") ? normalized
            : layer.Add("Add", [layer.Add("Mul", [normalized, layer.Parameter("weight", axes)]), layer.Parameter("bias", axes)]);
    }

    public static string LocalResponse(LayerWriter layer)
    {
        LocalResponse response = ((LocalResponseNormLayer)layer.Node.Layer).Response;
        return response.Size % 2 == 0 ? EvenResponse(layer, response) : OddResponse(layer, response);
    }

    public static string Scale(LayerWriter layer) => layer.Add("Mul", [layer.Input, layer.Parameter("weight", layer.Shape.SpatialRank)]);

    private static string Normalized(LayerWriter layer, string value, string weight, string bias) =>
        layer.Add("InstanceNormalization", [value, weight, bias], Attributes.Of("epsilon", ((SampleNormLayer)layer.Node.Layer).Epsilon));

    // Runtimes know the operator for images.
    private static string OddResponse(LayerWriter layer, LocalResponse response)
    {
        const int ImageRank = 2;
        bool isImage = layer.Shape.SpatialRank == ImageRank;
        string image = isImage ? layer.Input : layer.Reshape(layer.Input, layer.Shape.Channels, -1, 1);
        string normalized = layer.Add(
            "LRN",
            image,
            Attributes.Of("size", response.Size),
            Attributes.Of("alpha", response.Alpha),
            Attributes.Of("beta", response.Beta),
            Attributes.Of("bias", response.K));
        return isImage ? normalized : layer.Reshape(normalized, layer.Shape);
    }

    /// <summary>PyTorch's windows of an even size have one channel more in front, the operator's one more behind: so the mean square is a pool's over channels as rows.</summary>
    private static string EvenResponse(LayerWriter layer, LocalResponse response)
    {
        string squares = layer.Reshape(layer.Add("Mul", [layer.Input, layer.Input]), 1, layer.Shape.Channels, -1);
        AxisPads pads = new([response.Size / 2, 0], [(response.Size - 1) / 2, 0]);
        string means = layer.Add(
            "AveragePool", pads.Add(layer, squares, BorderMode.Zeros), Attributes.Of("kernel_shape", [response.Size, 1]), Attributes.Of("strides", [1, 1]));
        string sums = layer.Add("Add", [layer.Add("Mul", [layer.Reshape(means, layer.Shape), layer.Scalar(response.Alpha)]), layer.Scalar(response.K)]);
        return layer.Add("Div", [layer.Input, layer.Add("Pow", [sums, layer.Scalar(response.Beta)])]);
    }
}
