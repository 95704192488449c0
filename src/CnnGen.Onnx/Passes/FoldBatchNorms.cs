using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Passes;

/// <summary>A normalisation by running estimates is a factor and a constant a channel, which go into the weights in front of it.</summary>
internal static class FoldBatchNorms
{
    private const double DefaultEpsilon = 1e-5;

    public static void Run(LayerGraph graph)
    {
        foreach (Layer norm in graph.Layers.Where(static layer => layer.Kind == "BatchNorm").ToList())
        {
            if (graph.OnlySource(norm) is { } map && map.IsLinearMap() && map.Shape[0] == norm.Shape[0])
            {
                graph.Replace(norm, Folded(map, norm));
            }
        }
    }

    private static Layer Folded(Layer map, Layer norm)
    {
        double epsilon = EpsilonOf(norm);
        double[] factors = [.. norm.Values("weight").Zip(norm.Values("running_var"), (scale, variance) => scale / Math.Sqrt(variance + epsilon))];
        double[] constants = [.. norm.Values("bias").Select((bias, channel) => bias - (norm.Values("running_mean")[channel] * factors[channel]))];
        float[] biases = map.Find("bias")?.Values ?? new float[factors.Length];
        double[] added = [.. constants.Select((constant, channel) => constant + (biases[channel] * factors[channel]))];
        Weight weight = map.Find("weight")!;
        Weight scaled = weight with { Values = [.. weight.Values.Select((value, place) => (float)(value * factors[ChannelOf(map, weight, place)]))] };
        List<Weight> weights = [scaled];
        return AddIntoBias.WithBias(map.With(map.Arguments, weights), added);
    }

    // A transposed convolution has its filters, group by group, on the second axis.
    private static int ChannelOf(Layer map, Weight weight, int place)
    {
        int rest = weight.Values.Length / weight.Shape[0];
        if (map.Kind != "ConvTranspose")
        {
            return place / rest;
        }

        int each = weight.Shape[1];
        int group = place / rest / (weight.Shape[0] * each / map.Shape[0]);
        return (group * each) + (place % rest / (rest / each));
    }

    private static double EpsilonOf(Layer norm) => norm.Arguments.Where(static argument => argument.Name == "Epsilon")
        .Select(static argument => double.Parse(argument.Text, CultureInfo.InvariantCulture)).FirstOrDefault(DefaultEpsilon);
}
