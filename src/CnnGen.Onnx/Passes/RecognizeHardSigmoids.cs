using System.Linq;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Passes;

/// <summary>relu6(x + 3) / 6 is a hard sigmoid.</summary>
internal static class RecognizeHardSigmoids
{
    private const double Shift = 3;
    private const double Height = 6;

    public static void Run(LayerGraph graph)
    {
        foreach (Layer scaled in graph.Layers.Where(static layer => layer.IsAffine(1 / Height, 0)).ToList())
        {
            if (graph.OnlySource(scaled) is { } cut && cut.IsReLU6() && graph.OnlySource(cut) is { } shifted && shifted.IsAffine(1, Shift))
            {
                graph.Replace(scaled, Patterns.Activation("HardSigmoid", shifted.Inputs[0], scaled));
            }
        }
    }
}
