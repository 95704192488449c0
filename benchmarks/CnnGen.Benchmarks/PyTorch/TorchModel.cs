using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Benchmarks.Onnx;

namespace CnnGen.Benchmarks.PyTorch;

/// <summary>A chain of layers in the words of torch_peer.py.</summary>
/// <param name="InputShape">Channels, height, width: <c>1,28,28</c>.</param>
/// <param name="Layers">A word a layer: <c>conv1:conv:1:6:5:2</c>.</param>
internal sealed record TorchModel(string InputShape, IReadOnlyList<string> Layers)
{
    /// <summary>Translates a network's table.</summary>
    /// <param name="info">The table.</param>
    /// <param name="parameters">The weights, for their shapes.</param>
    /// <exception cref="NotSupportedException">It is not a chain, or a layer has no counterpart.</exception>
    public static TorchModel Of(NetworkInfo info, ParameterCollection parameters)
    {
        List<string> layers = [];
        for (int place = 0; place < info.Layers.Count; place++)
        {
            LayerInfo layer = info.Layers[place];
            if (layer.Inputs is not [var input] || input != place - 1)
            {
                throw new NotSupportedException($"{layer.Name} is a branch, which PyTorch's Sequential has none of");
            }

            if (layer.Kind.StartsWith("Linear", StringComparison.Ordinal) && (place == 0 ? info.InputShape : info.Layers[place - 1].OutputShape).Count > 1)
            {
                layers.Add("flatten:flatten");
            }

            layers.Add(Word(layer, parameters));
        }

        return new TorchModel(string.Join(',', info.InputShape), layers);
    }

    private static string Word(LayerInfo layer, ParameterCollection parameters)
    {
        LayerText text = new(layer.Kind);
        text.AllowOnly(text.Kind == "Conv" ? ["Pad"] : []);
        return text.Kind switch
        {
            "Conv" when Shape() is [int filters, int channels, int kernel, _] =>
                Join("conv", channels, filters, kernel, text.Whole("Pad", 0)),
            "Linear" when Shape() is [int outputs, int inputs] => Join("linear", inputs, outputs),
            "MaxPool" => Join("maxpool", text.Whole(0)),
            "ReLU" => Join("relu"),
            _ => throw new NotSupportedException($"{layer.Kind} has no counterpart in torch_peer.py"),
        };

        int[] Shape() => [.. parameters[layer.Name + ".weight"].Shape];

        string Join(string kind, params int[] numbers) =>
            string.Join(':', [layer.Name, kind, .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))]);
    }
}
