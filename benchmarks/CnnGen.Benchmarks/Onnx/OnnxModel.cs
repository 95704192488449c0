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
            IReadOnlyList<int> input = layer.Inputs[0] < 0 ? info.InputShape : info.Layers[layer.Inputs[0]].OutputShape;
            outputs.Add(new OnnxLayer(writer, layer, inputs, input, network.Parameters).Write());
        }

        int[] inputShape = [batch, .. info.InputShape];
        int[] outputShape = [batch, .. info.Layers[^1].OutputShape];
        return new OnnxModel(writer.ToModel(outputs[^1], inputShape, outputShape), inputShape, outputShape);
    }
}
