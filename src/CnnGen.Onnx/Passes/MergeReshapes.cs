using System.Linq;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Passes;

/// <summary>Of several shapes one behind the other the last one counts, and none where it was there before.</summary>
internal static class MergeReshapes
{
    public static void Run(LayerGraph graph)
    {
        foreach (Layer layer in graph.Layers.Where(IsReshape).ToList())
        {
            while (IsReshape(layer.Inputs[0]))
            {
                layer.Inputs[0] = layer.Inputs[0].Inputs[0];
            }

            if (layer.Inputs[0] != graph.Input && layer.Inputs[0].Shape.SequenceEqual(layer.Shape))
            {
                graph.Remove(layer, layer.Inputs[0]);
            }
        }
    }

    private static bool IsReshape(Layer layer) => layer.Kind is "Reshape" or "Flatten";
}
