using System.Linq;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Passes;

/// <summary>A tensor times a gate of its own is an activation: SiLU, HardSwish and Mish.</summary>
internal static class RecognizeGates
{
    private const double Shift = 3;
    private const double Height = 6;

    public static void Run(LayerGraph graph)
    {
        foreach (Layer product in graph.Layers.Where(static layer => layer is { Kind: "Multiply", Inputs.Count: 2 }).ToList())
        {
            foreach (Layer gate in product.Inputs.Where(gate => graph.ReadersOf(gate) == 1).ToList())
            {
                if (Replace(graph, product, gate, product.OtherThan(gate)!))
                {
                    break;
                }
            }
        }
    }

    private static bool Replace(LayerGraph graph, Layer product, Layer gate, Layer x)
    {
        string? kind = gate.Kind switch
        {
            "Sigmoid" when gate.Takes(x) => "SiLU",
            "HardSigmoid" when gate.Takes(x) => "HardSwish",
            "Tanh" when graph.OnlySource(gate) is { Kind: "Softplus" } softplus && softplus.Takes(x) => "Mish",
            _ => null,
        };
        if (kind is not null)
        {
            graph.Replace(product, Patterns.Activation(kind, x, product));
            return true;
        }

        // x * relu6(x + 3) is six hard swishes; a sixth of it follows mostly, and goes with the six.
        if (gate.IsReLU6() && graph.OnlySource(gate) is { } shifted && shifted.IsAffine(1, Shift) && shifted.Takes(x))
        {
            Layer swish = Patterns.Activation("HardSwish", x, product);
            graph.Replace(product, swish, swish.Times(Height));
            return true;
        }

        return false;
    }
}
