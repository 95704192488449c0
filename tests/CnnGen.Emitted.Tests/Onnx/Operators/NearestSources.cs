using System;
using System.Linq;

namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>Which element of the input each element of an axis is a copy of, by ONNX's definitions of nearest.</summary>
internal static class NearestSources
{
    /// <summary>The sources of all axes, or null where the coordinates are not the axis' own.</summary>
    public static int[][]? OfResize(OnnxNode node, int[] output)
    {
        int[] input = node.Input(0).Shape;
        if (node.Text("coordinate_transformation_mode", "half_pixel") is not "half_pixel")
        {
            return null;
        }

        double[] scales = Scales(node, input);
        string rounding = node.Text("nearest_mode", "round_prefer_floor");
        return Sources(input, output, (i, axis) => Round(((i + 0.5) / scales[axis]) - 0.5, rounding));
    }

    /// <summary>The sources of all axes: the element before.</summary>
    public static int[][] OfUpsample(OnnxNode node, int[] output)
    {
        float[] scales = node.Input(1).Values;
        return Sources(node.Input(0).Shape, output, (i, axis) => Math.Floor(i / scales[axis]));
    }

    private static int[][] Sources(int[] input, int[] output, Func<int, int, double> source) => output
        .Select((size, axis) => Enumerable.Range(0, size).Select(i => (int)Math.Clamp(source(i, axis), 0, input[axis] - 1)).ToArray()).ToArray();

    private static double Round(double place, string rounding) => rounding switch
    {
        "round_prefer_floor" => Math.Ceiling(place - 0.5),
        "round_prefer_ceil" => Math.Floor(place + 0.5),
        "floor" => Math.Floor(place),
        "ceil" => Math.Ceiling(place),
        _ => throw new NotSupportedException(rounding),
    };

    // Given, or by the sizes; under a policy that keeps the aspect ratio the smallest or the largest for all.
    private static double[] Scales(OnnxNode node, int[] input)
    {
        int[] axes = node.Integers("axes") ?? Enumerable.Range(0, input.Length).ToArray();
        double[] given = node.OptionalInput(2) is { Length: > 0 } scales
            ? Array.ConvertAll(scales.Values, scale => (double)scale)
            : node.Input(3).Integers.Select((size, i) => (double)size / input[axes[i]]).ToArray();
        double[] all = Enumerable.Repeat(1.0, input.Length).ToArray();
        string policy = node.Text("keep_aspect_ratio_policy", "stretch");
        for (int i = 0; i < axes.Length; i++)
        {
            all[axes[i]] = policy switch { "not_larger" => given.Min(), "not_smaller" => given.Max(), _ => given[i] };
        }

        return all;
    }
}
