using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Benchmarks.Onnx;

namespace CnnGen.Benchmarks.PyTorch;

/// <summary>A network in the words of torch_peer.py.</summary>
/// <param name="InputShape">Channels, height, width: <c>1,28,28</c>.</param>
/// <param name="Layers">A word a layer: <c>conv1:conv:-1:1:6:5:1:2:1:1</c>.</param>
internal sealed record TorchModel(string InputShape, IReadOnlyList<string> Layers)
{
    /// <summary>Translates a network's table.</summary>
    /// <param name="info">The table.</param>
    /// <param name="parameters">The weights, for their shapes.</param>
    /// <exception cref="NotSupportedException">A layer has no counterpart.</exception>
    public static TorchModel Of(NetworkInfo info, ParameterCollection parameters) =>
        new(string.Join(',', info.InputShape), [.. info.Layers.Select(layer => Word(layer, parameters))]);

    private static string Word(LayerInfo layer, ParameterCollection parameters)
    {
        LayerText text = new(layer.Kind);
        text.AllowOnly(text.Kind is "Conv" or "DepthwiseConv" ? ["Stride", "Pad", "Groups", "Bias"] : []);
        return text.Kind switch
        {
            "Conv" when Shape() is [int filters, int channels, int kernel, _] => Conv(channels, filters, kernel, text.Whole("Groups", 1)),
            "DepthwiseConv" when Shape() is [int filters, 1, int kernel, _] => Conv(1, filters, kernel, filters),
            "Linear" when Shape() is [int outputs, int inputs] => Join("linear", inputs, outputs),
            "BatchNorm" => Join("batchnorm", Shape()[0]),
            "MaxPool" => Join("maxpool", text.Whole(0)),
            "GlobalAvgPool" or "ReLU" or "ReLU6" or "Add" => Join(text.Kind.ToLowerInvariant()),
            _ => throw new NotSupportedException($"{layer.Kind} has no counterpart in torch_peer.py"),
        };

        int[] Shape() => [.. parameters[layer.Name + ".weight"].Shape];

        string Conv(int channels, int filters, int kernel, int groups) =>
            Join("conv", channels * groups, filters, kernel, text.Whole("Stride", 1), text.Whole("Pad", 0), groups, text.Says("Bias", true) ? 1 : 0);

        string Join(string kind, params int[] numbers) =>
            string.Join(':', [layer.Name, kind, string.Join(',', layer.Inputs), .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))]);
    }
}
