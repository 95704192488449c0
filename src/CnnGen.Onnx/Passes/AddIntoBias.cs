using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Passes;

/// <summary>A constant a channel behind a convolution or a linear layer is its bias.</summary>
internal static class AddIntoBias
{
    public static void Run(LayerGraph graph)
    {
        foreach (Layer sum in graph.Layers.Where(static layer => layer.Kind == Kinds.Affine && layer.Factors.All(static factor => factor == 1)).ToList())
        {
            if (graph.OnlySource(sum) is { } map && map.IsLinearMap() && (sum.Constants.Length == 1 || sum.Constants.Length == map.Shape[0]))
            {
                graph.Replace(sum, WithBias(map, sum.Constants));
            }
        }
    }

    /// <summary>A layer with more added to each channel.</summary>
    public static Layer WithBias(Layer map, double[] added)
    {
        int channels = map.Shape[0];
        float[] before = map.Find("bias")?.Values ?? new float[channels];
        float[] bias = [.. before.Select((value, channel) => (float)(value + added[added.Length == 1 ? 0 : channel]))];
        List<Weight> others = [.. map.Weights.Where(static weight => weight.Name != "bias")];
        return map.With(map.Arguments, [.. others, new("bias", [channels], bias, map.Find("bias")?.Source)]);
    }
}
