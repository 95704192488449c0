using System;
using System.Linq;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Passes;

/// <summary>x / 2 * (1 + erf(x / sqrt(2))) is a GELU, wherever its half stands.</summary>
internal static class RecognizeGelus
{
    private const double Half = 0.5;

    public static void Run(LayerGraph graph)
    {
        foreach (Layer product in graph.Layers.Where(static layer => layer is { Kind: "Multiply", Inputs.Count: 2 }).ToList())
        {
            foreach (Layer gate in product.Inputs.ToList())
            {
                if (SourceOf(graph, gate) is { } x && FactorOf(product.OtherThan(gate)!, x) is double factor)
                {
                    Layer gelu = Patterns.Activation("GELU", x, product);
                    graph.Replace(product, gelu, gelu.Times(factor * gate.Factors[0] / Half));
                    break;
                }
            }
        }
    }

    // x of c + c * erf(x / sqrt(2)).
    private static Layer? SourceOf(LayerGraph graph, Layer gate) =>
        gate is { Kind: Kinds.Affine, Factors: [double factor], Constants: [double constant] } && Patterns.IsNear(constant, factor)
        && graph.OnlySource(gate) is { Kind: Kinds.Erf } erf && graph.OnlySource(erf) is { } scaled && scaled.IsAffine(1 / Math.Sqrt(2), 0)
            ? scaled.Inputs[0]
            : null;

    // What x is multiplied by in the other operand.
    private static double? FactorOf(Layer operand, Layer x) => operand == x ? 1
        : operand is { Kind: Kinds.Affine, Factors: [double factor], Constants: [0] } && operand.Takes(x) ? factor
        : null;
}
