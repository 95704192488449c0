using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Resize and Upsample by whole factors.</summary>
internal static class Resizes
{
    public static readonly Dictionary<string, Action<NodeLowering>> All = new()
    {
        ["Resize"] = Resize,
        ["Upsample"] = Upsample,
    };

    private static void Resize(NodeLowering lowering)
    {
        OnnxNode node = lowering.Node;
        node.Ignore("cubic_coeff_a", "exclude_outside", "extrapolation_value", "antialias");
        Value x = lowering.Value(0);
        double[] scales = Scales(lowering, x.Shape, out int[] output);
        string coordinates = node.Text("coordinate_transformation_mode", "half_pixel");
        string rounding = node.Text("nearest_mode", "round_prefer_floor");
        string mode = node.Text("mode", "nearest");
        if (mode == "nearest")
        {
            Nearest(lowering, x, output, (i, axis) => Round(Place(i, scales[axis], x.Shape[axis], output[axis], coordinates), rounding));
        }
        else if (mode == "linear")
        {
            Linear(lowering, x, output, coordinates);
        }
        else
        {
            throw new ImportException($"the mode '{mode}' is not written as layers; nearest and linear are");
        }
    }

    /// <summary>The operator that was there before Resize.</summary>
    private static void Upsample(NodeLowering lowering)
    {
        Value x = lowering.Value(0);
        float[] scales = lowering.Node.Reals("scales") ?? lowering.Constant(1, "scales").Reals;
        int[] output = [.. x.Shape.Select((size, axis) => (int)Math.Floor(size * scales[axis]))];
        string mode = lowering.Node.Text("mode", "nearest");
        if (mode != "nearest")
        {
            throw new ImportException($"the mode '{mode}' of Upsample is not written as layers; export with opset 11 or later, which has Resize");
        }

        Nearest(lowering, x, output, (i, axis) => Math.Floor(i / (double)scales[axis]));
    }

    private static void Linear(NodeLowering lowering, Value x, int[] output, string coordinates)
    {
        bool isAligned = coordinates == "align_corners";
        if (!isAligned && coordinates is not ("half_pixel" or "pytorch_half_pixel"))
        {
            throw new ImportException($"linear interpolation by '{coordinates}' is not written as layers; half_pixel and align_corners are");
        }

        int scale = WholeScale(x.Shape, output);
        Argument[] aligned = isAligned ? [new("AlignCorners", "true")] : [];
        Set(lowering, x, scale, output, [new("Mode", "UpsampleMode.Bilinear"), .. aligned]);
    }

    /// <summary>Copies of elements: which one each is of is followed axis by axis, whatever rule of the file's made it so.</summary>
    private static void Nearest(NodeLowering lowering, Value x, int[] output, Func<int, int, double> source)
    {
        Layer volume = lowering.Volume(x, fewestPositionAxes: 1);
        if (output.Length != volume.Shape.Length + 1 || output[0] != 1 || output[1] != x.Shape[1])
        {
            throw new ImportException($"it makes {Shapes.Text(output)} of {Shapes.Text(x.Shape)}; the batch and the channels must stay as they are");
        }

        int[][] sources = [.. Enumerable.Range(2, output.Length - 2).Select(axis =>
            Enumerable.Range(0, output[axis]).Select(i => (int)Math.Clamp(source(i, axis), 0, x.Shape[axis] - 1)).ToArray())];
        lowering.Set(NearestCopies.Of(lowering, volume, sources), output);
    }

    private static void Set(NodeLowering lowering, Value x, int scale, int[] output, IEnumerable<Argument> arguments)
    {
        Layer volume = lowering.Volume(x, fewestPositionAxes: 1);
        lowering.Set(scale == 1 ? volume
            : lowering.Add("Upsample", output[1..], [volume], [new(null, Shapes.Text([scale])[1..^1]), .. arguments]), output);
    }

    private static int WholeScale(int[] input, int[] output)
    {
        int[] scales = [.. input.Zip(output, static (from, to) => from > 0 && to % from == 0 ? to / from : 0)];
        return scales.Length > 2 && scales[0] == 1 && scales[1] == 1 && scales[2] > 0 && scales.Skip(2).All(scale => scale == scales[2])
            ? scales[2]
            : throw new ImportException($"it makes {Shapes.Text(output)} of {Shapes.Text(input)}; one whole factor for all axes behind the channels is expected");
    }

    // Given, or by the sizes; under a policy that keeps the aspect ratio the smallest or the largest for all.
    private static double[] Scales(NodeLowering lowering, int[] input, out int[] output)
    {
        int[] axes = lowering.Node.Integers("axes") is { } given ? Array.ConvertAll(given, axis => Shapes.Axis(axis, input.Length)) : [.. Enumerable.Range(0, input.Length)];
        const int ScalesPlace = 2;
        int place = lowering.Node.Version < 11 ? 1 : ScalesPlace;
        Constant? scales = lowering.OptionalConstant(place, "scales") is { Length: > 0 } found ? found : null;
        double[] factors = scales is not null
            ? Array.ConvertAll(scales.Reals, static scale => (double)scale)
            : [.. lowering.Constant(3, "sizes").Sizes.Select((size, i) => (double)size / input[axes[i]])];
        string policy = lowering.Node.Text("keep_aspect_ratio_policy", "stretch");
        double[] all = [.. Enumerable.Repeat(1.0, input.Length)];
        for (int i = 0; i < axes.Length; i++)
        {
            all[axes[i]] = policy switch { "not_larger" => factors.Min(), "not_smaller" => factors.Max(), _ => factors[i] };
        }

        output = [.. input.Select((size, axis) => (int)(scales is null ? Math.Round(size * all[axis]) : Math.Floor(size * all[axis])))];
        return all;
    }

    private static double Place(int i, double scale, int input, int output, string coordinates) => coordinates switch
    {
        "half_pixel" or "half_pixel_symmetric" => ((i + 0.5) / scale) - 0.5,
        "pytorch_half_pixel" => output > 1 ? ((i + 0.5) / scale) - 0.5 : 0,
        "asymmetric" => i / scale,
        "align_corners" => output > 1 ? (double)i * (input - 1) / (output - 1) : 0,
        _ => throw new ImportException($"coordinates by '{coordinates}' are not written as layers"),
    };

    private static double Round(double place, string rounding) => rounding switch
    {
        "round_prefer_floor" => Math.Ceiling(place - 0.5),
        "round_prefer_ceil" => Math.Floor(place + 0.5),
        "floor" => Math.Floor(place),
        "ceil" => Math.Ceiling(place),
        _ => throw new ImportException($"rounding by '{rounding}' is none of ONNX's"),
    };
}
