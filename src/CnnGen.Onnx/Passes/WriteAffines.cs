using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Passes;

/// <summary>
/// Arithmetic that went into no other layer is one of its own: a scale of channels, or a depthwise convolution of 1x1, which adds as well. The file
/// has constants there, so it is frozen.
/// </summary>
internal static class WriteAffines
{
    private static readonly Argument Frozen = new("Frozen", "true");

    public static void Run(LayerGraph graph)
    {
        foreach (Layer affine in graph.Layers.Where(static layer => layer.Kind == Kinds.Affine).ToList())
        {
            graph.Replace(affine, [.. LayersOf(affine)]);
        }
    }

    private static IEnumerable<Layer> LayersOf(Layer affine)
    {
        Layer source = affine.Inputs[0];
        int channels = affine.Factors.Length == 1 && affine.Shape.Length > 1 ? affine.Shape[0] : affine.Factors.Length;
        float[] factors = Each(affine.Factors, channels);
        float[] constants = Each(affine.Constants, channels);
        bool onlyScales = constants.All(static constant => constant == 0);
        bool isFitting = affine.Shape[0] == channels && (onlyScales || affine.Shape.Length > 1);
        if (!isFitting)
        {
            source = Reshaped(affine, source, [channels, source.Elements / channels]);
            yield return source;
        }

        Layer written = onlyScales ? Scale(affine, source, factors) : Depthwise(affine, source, factors, constants);
        yield return written;
        if (!isFitting)
        {
            yield return Reshaped(affine, written, affine.Shape);
        }
    }

    private static Layer Scale(Layer affine, Layer source, float[] factors) => new("Scale", source.Shape, source)
    {
        Origin = affine.Origin,
        Arguments = [Frozen],
        Weights = [new("weight", [factors.Length], factors, null)],
    };

    private static Layer Depthwise(Layer affine, Layer source, float[] factors, float[] constants) => new("DepthwiseConv", source.Shape, source)
    {
        Origin = affine.Origin,
        Arguments = [new(null, "1"), Frozen],
        Weights =
        [
            new("weight", [factors.Length, .. Enumerable.Repeat(1, source.Shape.Length)], factors, null),
            new("bias", [constants.Length], constants, null),
        ],
    };

    private static Layer Reshaped(Layer affine, Layer source, int[] shape) => shape.Length == 1
        ? new("Flatten", shape, source) { Origin = affine.Origin }
        : new("Reshape", shape, source) { Origin = affine.Origin, Arguments = [.. shape.Select(static size => Argument.Of(size))] };

    private static float[] Each(double[] numbers, int count) => [.. Enumerable.Range(0, count).Select(i => (float)numbers[i / (count / numbers.Length)])];
}
