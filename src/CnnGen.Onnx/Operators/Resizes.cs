using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Resize and Upsample: a layer where that says it, else fixed sums along each axis.</summary>
internal static class Resizes
{
    public static readonly Dictionary<string, Action<NodeLowering>> All = new()
    {
        ["Resize"] = Resize,
        ["Upsample"] = Upsample,
    };

    private const double DefaultCubic = -0.75;

    // Earlier versions of both operators have no other coordinates.
    private const int FirstOfCoordinates = 11;
    private const string Asymmetric = "asymmetric";

    private static void Resize(NodeLowering lowering)
    {
        OnnxNode node = lowering.Node;
        bool isEarly = node.Version < FirstOfCoordinates;
        string coordinates = node.Text("coordinate_transformation_mode", isEarly ? Asymmetric : "half_pixel");
        Resampling[] axes = Axes(lowering, coordinates);
        Lower(lowering, axes, node.Text("mode", "nearest"), node.Text("nearest_mode", isEarly ? "floor" : "round_prefer_floor"));
    }

    /// <summary>The operator that was there before Resize.</summary>
    private static void Upsample(NodeLowering lowering)
    {
        int[] input = lowering.Value(0).Shape;
        float[] scales = lowering.Node.Reals("scales") ?? lowering.Constant(1, "scales").Reals;
        Resampling[] axes = [.. input.Select((size, axis) => new Resampling(size, (int)Math.Floor(size * scales[axis]), scales[axis], Asymmetric, 0, 1))];
        Lower(lowering, axes, lowering.Node.Text("mode", "nearest"), "floor");
    }

    private static void Lower(NodeLowering lowering, Resampling[] axes, string mode, string rounding)
    {
        OnnxNode node = lowering.Node;
        double cubic = node.Number("cubic_coeff_a", DefaultCubic);
        bool excludesOutside = node.Flag("exclude_outside");
        bool isSmoothing = node.Flag("antialias");
        double outside = node.Number("extrapolation_value", 0);
        lowering.RequireNoBatch(Enumerable.Range(0, axes.Length).Where(axis => !axes[axis].IsNothing), "it resizes");
        Value resized = mode switch
        {
            "nearest" => Nearest(lowering, axes, rounding),
            "linear" or "bilinear" => Interpolated(lowering, axes, new ResamplingKernel(null, excludesOutside, isSmoothing)),
            "cubic" => Interpolated(lowering, axes, new ResamplingKernel(cubic, excludesOutside, isSmoothing)),
            _ => throw new ImportException($"the mode '{mode}' is none of ONNX's"),
        };
        lowering.Set(outside == 0 ? resized : WithOutside(lowering, resized, axes, (float)outside));
    }

    private static Value Nearest(NodeLowering lowering, Resampling[] axes, string rounding)
    {
        Value x = lowering.Value(0);
        int[][] sources = Array.ConvertAll(axes, axis => axis.Nearest(rounding));
        bool isImage = axes.Length > 2 && axes[..2].All(static axis => axis.IsNothing) && axes.All(static axis => axis.Coordinates != Resampling.Crop);
        if (isImage && NearestCopies.Of(lowering, lowering.Volume(x, fewestPositionAxes: 1), sources[2..]) is { } volume)
        {
            return new Value(volume, View.Of([.. axes.Select(static axis => axis.Output)]));
        }

        return Along(lowering, x, axes, axis => [.. sources[axis].Select((source, i) =>
            Enumerable.Range(0, axes[axis].Input).Select(at => at == source && !axes[axis].IsOutside(i) ? 1f : 0f).ToArray())]);
    }

    private static Value Interpolated(NodeLowering lowering, Resampling[] axes, ResamplingKernel kernel)
    {
        Value x = lowering.Value(0);
        return LayerScale(axes, kernel) is int scale
            ? new Value(Upsampled(lowering, x, axes, scale), View.Of([.. axes.Select(static axis => axis.Output)]))
            : Along(lowering, x, axes, axis => axes[axis].Sums(kernel));
    }

    /// <summary>The one whole factor of images between whose elements lie straight lines, as the layer has it; null where it is another case.</summary>
    private static int? LayerScale(Resampling[] axes, ResamplingKernel kernel)
    {
        bool areLines = kernel is { Cubic: null, ExcludesOutside: false } && axes.Length > 2 && axes[..2].All(static axis => axis.IsNothing);
        double scale = axes[^1].Scale;
        bool isWhole = scale >= 1 && scale == Math.Floor(scale) && axes.Skip(2).All(axis => axis.Scale == scale);
        bool isLayers = axes[^1].Coordinates is "half_pixel" or "pytorch_half_pixel" or "align_corners";
        return areLines && isWhole && isLayers ? (int)scale : null;
    }

    private static Layer Upsampled(NodeLowering lowering, Value x, Resampling[] axes, int scale)
    {
        Layer volume = lowering.Volume(x, fewestPositionAxes: 1);
        Argument[] aligned = axes[^1].Coordinates == "align_corners" ? [new("AlignCorners", "true")] : [];
        int[] shape = [.. axes[1..].Select(static axis => axis.Output)];
        return scale == 1 ? volume
            : lowering.Add("Upsample", shape, [volume], [Argument.Of(scale), new("Mode", "UpsampleMode.Bilinear"), .. aligned]);
    }

    private static Value Along(NodeLowering lowering, Value x, Resampling[] axes, Func<int, float[][]> sums)
    {
        foreach (int axis in Enumerable.Range(0, axes.Length).Where(axis => !axes[axis].IsNothing))
        {
            x = Products.Along(lowering, x, axis, sums(axis));
        }

        return x;
    }

    // Outside of a crop everything is the given number, and the sums are 0.
    private static Value WithOutside(NodeLowering lowering, Value resized, Resampling[] axes, float outside)
    {
        int[] shape = resized.Shape;
        int[] strides = Shapes.Strides(shape);
        float[] added = [.. Enumerable.Range(0, Shapes.Product(shape)).Select(place =>
            axes.Where((axis, i) => axis.IsOutside(place / strides[i] % shape[i])).Any() ? outside : 0f)];
        return added.Any(static number => number != 0) ? ConstantArithmetic.Affine(lowering, resized, null, new Constant(shape, added)) : resized;
    }

    // Given, or by the sizes; under a policy that keeps the aspect ratio the smallest or the largest for all.
    private static Resampling[] Axes(NodeLowering lowering, string coordinates)
    {
        const int ScalesPlace = 2;
        int[] input = lowering.Value(0).Shape;
        int rank = input.Length;
        int[] axes = lowering.Node.Integers("axes") is { } given ? Array.ConvertAll(given, axis => Shapes.Axis(axis, rank)) : [.. Enumerable.Range(0, rank)];
        bool isEarly = lowering.Node.Version < FirstOfCoordinates;
        float[] region = isEarly || coordinates != Resampling.Crop ? [] : lowering.Constant(1, "roi").Reals;
        Constant? scales = lowering.OptionalConstant(isEarly ? 1 : ScalesPlace, "scales") is { Length: > 0 } found ? found : null;
        int[]? sizes = scales is null ? lowering.OfOneSample(lowering.Constant(3, "sizes").Sizes) : null;
        double[] factors = [.. axes.Select((axis, i) => sizes is null ? scales!.Reals[i] : (double)sizes[i] / input[axis])];
        string policy = lowering.Node.Text("keep_aspect_ratio_policy", "stretch");
        Resampling[] all = Array.ConvertAll(input, size => new Resampling(size, size, 1, "half_pixel", 0, 1));
        for (int i = 0; i < axes.Length; i++)
        {
            double factor = policy switch { "not_larger" => factors.Min(), "not_smaller" => factors.Max(), _ => factors[i] };
            int size = input[axes[i]];
            int output = (int)(sizes is null ? Math.Floor(size * factor) : Math.Round(size * factor));
            (double first, double last) = region.Length > 0 ? (region[i], region[axes.Length + i]) : (0, 1);
            all[axes[i]] = new(size, output, factor, region.Length > 0 && first == 0 && last == 1 && size == output ? "half_pixel" : coordinates, first, last);
        }

        return all;
    }
}
