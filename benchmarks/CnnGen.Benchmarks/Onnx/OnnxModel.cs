using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Benchmarks.Onnx;

/// <summary>A model with the shapes of its one input and one output, batch first.</summary>
/// <param name="Bytes">The ONNX file's content.</param>
/// <param name="InputShape">The input's shape.</param>
/// <param name="OutputShape">The output's shape.</param>
internal sealed record OnnxModel(byte[] Bytes, int[] InputShape, int[] OutputShape)
{
    /// <summary>Writes a network with its weights, from its layer table.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The instance whose weights are written.</param>
    /// <param name="batch">Samples of one run.</param>
    /// <exception cref="NotSupportedException">A layer has no counterpart here.</exception>
    public static OnnxModel Of<TNetwork>(TNetwork network, int batch)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        OnnxWriter writer = new();
        List<string> outputs = [];
        foreach (LayerInfo layer in info.Layers)
        {
            string[] inputs = [.. layer.Inputs.Select(place => place < 0 ? OnnxWriter.Input : outputs[place])];
            bool isVolume = layer.Inputs is [var first, ..] && (first < 0 ? info.InputShape : info.Layers[first].OutputShape).Count > 1;
            outputs.Add(Write(writer, layer, inputs, isVolume, network.Parameters));
        }

        int[] inputShape = [batch, .. info.InputShape];
        int[] outputShape = [batch, .. info.Layers[^1].OutputShape];
        return new OnnxModel(writer.ToModel(outputs[^1], inputShape, outputShape), inputShape, outputShape);
    }

    private static string Write(OnnxWriter writer, LayerInfo layer, string[] inputs, bool isVolume, ParameterCollection parameters)
    {
        LayerText text = new(layer.Kind);
        text.AllowOnly(text.Kind switch
        {
            "Conv" => ["Stride", "Pad", "Groups"],
            "MaxPool" => ["Stride", "Pad"],
            "AvgPool" => ["Stride"],
            _ => [],
        });
        return text.Kind switch
        {
            "Conv" => writer.Conv(inputs[0], Weights(), text.Whole("Stride", 1), text.Whole("Pad", 0), text.Whole("Groups", 1)),
            "MaxPool" => writer.Pool("MaxPool", inputs[0], text.Whole(0), text.Whole("Stride", text.Whole(0)), text.Whole("Pad", 0)),
            "AvgPool" => writer.Pool("AveragePool", inputs[0], text.Whole(0), text.Whole("Stride", text.Whole(0)), pad: 0),
            "ReLU" => writer.Plain("Relu", inputs),
            "Flatten" => writer.Plain("Flatten", inputs),
            "Linear" => writer.Linear(isVolume ? writer.Plain("Flatten", inputs) : inputs[0], Weights()),
            "Add" => inputs.Aggregate((sum, input) => writer.Plain("Add", sum, input)),
            "Dropout" => inputs[0],
            _ => throw new NotSupportedException($"{layer.Kind} has no counterpart in the ONNX that is written here"),
        };

        OnnxTensor[] Weights() => [Tensor(parameters[layer.Name + ".weight"]), Tensor(parameters[layer.Name + ".bias"])];
    }

    private static OnnxTensor Tensor(Parameter parameter) => new(parameter.Name, parameter.Shape, parameter.Value);
}
