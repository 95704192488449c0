using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Pooling.</summary>
internal static class Pools
{
    public static readonly Dictionary<string, Action<NodeLowering>> All = new()
    {
        ["MaxPool"] = Max,
        ["AveragePool"] = Average,
        ["LpPool"] = Lp,
        ["GlobalAveragePool"] = Global("GlobalAvgPool"),
        ["GlobalMaxPool"] = Global("GlobalMaxPool"),
    };

    private static Action<NodeLowering> Global(string kind) => lowering =>
    {
        Layer x = lowering.Volume(lowering.Value(0), fewestPositionAxes: 1);
        int[] shape = [x.Shape[0], .. Enumerable.Repeat(1, x.Shape.Length - 1)];
        lowering.Set(lowering.Add(kind, shape, [x]), [1, .. shape]);
    };

    /// <summary>
    /// Padding wider than half a window is a layer of its own that repeats the edge: a window that reaches there has the edge in it anyway.
    /// </summary>
    private static void Max(NodeLowering lowering)
    {
        if (lowering.Node.Outputs.Count > 1 && lowering.Node.Outputs[1].Length > 0)
        {
            throw new ImportException("its second output, the places of the largest elements, is no output of a layer; leave it out");
        }

        lowering.Node.Ignore("storage_order");
        (Layer x, Window window) = Read(lowering);
        if (!window.IsPaddedWide)
        {
            Set(lowering, "MaxPool", x, window, [], []);
            return;
        }

        if (window.IsDilated)
        {
            throw new ImportException("its taps lie apart and its padding is wider than half its window, which no layer has");
        }

        Layer padded = Paddings.Layer(lowering, x, window.Before, window.Behind, [new("PadMode", "PadMode.Replicate")]);
        Set(lowering, "MaxPool", padded, window.Bare, [], []);
    }

    private static void Average(NodeLowering lowering)
    {
        bool countsPadding = lowering.Node.Flag("count_include_pad");
        (Layer x, Window window) = Read(lowering);
        int[] input = x.Shape[1..];
        Window whole = window.Rounding == Rounding.Up && window.Divides(input) ? window with { Rounding = Rounding.Down } : window;
        if (!whole.IsDilated && !whole.IsPaddedWide)
        {
            Set(lowering, "AvgPool", x, whole, [], whole.IsPadded && !countsPadding ? [new Argument("CountIncludePad", "false")] : []);
        }
        else if (!whole.IsDilated && countsPadding && whole.Rounding == Rounding.Down)
        {
            Set(lowering, "AvgPool", Paddings.Layer(lowering, x, whole.Before, whole.Behind, []), whole.Bare, [], []);
        }
        else
        {
            lowering.Set(MeansOf(lowering, x, whole, countsPadding));
        }
    }

    /// <summary>Means that no pooling layer has: sums by a convolution of equal weights, and a factor for each place, by how many elements count there.</summary>
    private static Value MeansOf(NodeLowering lowering, Layer x, Window window, bool countsPadding)
    {
        int[] input = x.Shape[1..];
        int taps = Shapes.Product(window.Kernel);
        int[] outputs = window.Outputs(input);
        int[] behind = [.. outputs.Select((count, axis) => Math.Max(window.Behind[axis], ((count - 1) * window.Stride[axis]) + window.Extent(axis) - input[axis] - window.Before[axis]))];
        Window padded = window with { Behind = behind, Rounding = Rounding.Down };
        int channels = x.Shape[0];
        Weight weight = new("weight", [channels, 1, .. window.Kernel], [.. Enumerable.Repeat(1f / taps, channels * taps)], null);
        Layer sums = Convolutions.LayerOf(lowering.Node, x, [channels, .. outputs], padded, channels > 1 ? 0 : 1, [weight]);
        sums.Arguments.Add(new("Frozen", "true"));
        Value means = new(lowering.Add(sums), View.Of([1, channels, .. outputs]));
        float[][] counts = [.. outputs.Select((count, axis) => Enumerable.Range(0, count).Select(place => (float)CountOf(window, input, axis, place, countsPadding)).ToArray())];
        int[] places = [.. Enumerable.Range(0, Shapes.Product(outputs))];
        int[] strides = Shapes.Strides(outputs);
        float[] factors = Array.ConvertAll(places, place => taps / counts.Select((each, axis) => each[place / strides[axis] % outputs[axis]]).Aggregate(1f, static (a, b) => a * b));
        return ConstantArithmetic.Affine(lowering, means, new Constant(outputs, factors), null);
    }

    // How many taps of a window on an axis lie where elements count.
    private static int CountOf(Window window, int[] input, int axis, int place, bool countsPadding)
    {
        int lowest = countsPadding ? -window.Before[axis] : 0;
        int highest = countsPadding ? input[axis] + window.Behind[axis] : input[axis];
        int first = (place * window.Stride[axis]) - window.Before[axis];
        return Enumerable.Range(0, window.Kernel[axis]).Select(tap => first + (tap * window.Dilation[axis])).Count(at => at >= lowest && at < highest);
    }

    private static void Lp(NodeLowering lowering)
    {
        (Layer x, Window window) = Read(lowering);
        Set(lowering, "LpPool", x, window, [Argument.Of(lowering.Node.Integer("p", 2))], []);
    }

    private static (Layer X, Window Window) Read(NodeLowering lowering)
    {
        Layer x = lowering.Volume(lowering.Value(0), fewestPositionAxes: 1);
        Rounding rounding = lowering.Node.Flag("ceil_mode") ? Rounding.Up : Rounding.Down;
        return (x, Windows.Read(lowering.Node, x.Shape[1..]) with { Rounding = rounding });
    }

    private static void Set(NodeLowering lowering, string kind, Layer x, Window window, IEnumerable<Argument> first, IEnumerable<Argument> last)
    {
        int[] shape = [x.Shape[0], .. window.Outputs(x.Shape[1..])];
        Layer pool = new(kind, shape, x)
        {
            Origin = lowering.Node,
            Window = window,
            Arguments = [.. first, .. window.Arguments(strideIsKernel: true), .. last],
        };
        lowering.Set(lowering.Add(pool), [1, .. shape]);
    }
}
