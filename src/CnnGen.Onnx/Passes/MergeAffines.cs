using System.Linq;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Passes;

/// <summary>Arithmetic behind arithmetic is one: f2 (f1 x + c1) + c2. What changes nothing goes.</summary>
internal static class MergeAffines
{
    public static void Run(LayerGraph graph)
    {
        foreach (Layer layer in graph.Layers.Where(static layer => layer.Kind == Kinds.Affine).ToList())
        {
            Layer merged = layer;
            if (graph.OnlySource(layer) is { Kind: Kinds.Affine } first && AreNested(first, layer))
            {
                merged = Merged(first, layer);
                graph.Replace(layer, merged);
            }

            if (merged.Factors.All(static factor => Patterns.IsNear(factor, 1)) && merged.Constants.All(static constant => constant == 0))
            {
                graph.Remove(merged, merged.Inputs[0]);
            }
        }
    }

    private static bool AreNested(Layer first, Layer second)
    {
        int fewer = int.Min(first.Factors.Length, second.Factors.Length);
        return int.Max(first.Factors.Length, second.Factors.Length) % fewer == 0;
    }

    private static Layer Merged(Layer first, Layer second)
    {
        int parts = int.Max(first.Factors.Length, second.Factors.Length);
        double[] factors = Each(second.Factors, parts);
        double[] products = [.. Each(first.Factors, parts).Zip(factors, static (a, b) => a * b)];
        double[] constants = [.. Each(first.Constants, parts).Zip(factors, static (c, b) => c * b).Zip(Each(second.Constants, parts), static (c, d) => c + d)];
        return new(Kinds.Affine, second.Shape, first.Inputs[0]) { Origin = second.Origin, Factors = products, Constants = constants };
    }

    private static double[] Each(double[] numbers, int parts) => [.. Enumerable.Range(0, parts).Select(part => numbers[part / (parts / numbers.Length)])];
}
