using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Writing;

/// <summary>Writes the layers' weights as a file of safetensors, under the names that the class looks for.</summary>
internal static class WeightsWriter
{
    public static void Write(IEnumerable<Layer> layers, Stream stream)
    {
        List<(string Name, Weight Weight)> all = [.. layers.SelectMany(static layer => layer.Weights.Select(weight => ($"{layer.Name}.{weight.Name}", weight)))];
        SafetensorsWriter writer = new(stream, [.. all.Select(static pair => (pair.Name, (IReadOnlyList<int>)pair.Weight.Shape))]);
        foreach ((string _, Weight weight) in all)
        {
            writer.Write(weight.Values);
        }

        writer.Finish();
    }
}
