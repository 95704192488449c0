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

    /// <summary>
    /// Padding wider than half a window is a layer of its own where it counts; taps that lie apart are a convolution's.
    /// </summary>
    private static void Average(NodeLowering lowering)
    {
        bool countsPadding = lowering.Node.Flag("count_include_pad");
        (Layer x, Window window) = Read(lowering);
        int[] input = x.Shape[1..];
        Window whole = window.Rounding == Rounding.Up && window.Divides(input) ? window with { Rounding = Rounding.Down } : window;
        if (whole.IsDilated)
        {
            AverageApart(lowering, x, whole, countsPadding);
        }
        else if (!whole.IsPaddedWide)
        {
            Set(lowering, "AvgPool", x, whole, [], whole.IsPadded && !countsPadding ? [new Argument("CountIncludePad", "false")] : []);
        }
        else if (countsPadding && whole.Rounding == Rounding.Down)
        {
            Set(lowering, "AvgPool", Paddings.Layer(lowering, x, whole.Before, whole.Behind, []), whole.Bare, [], []);
        }
        else
        {
            throw new ImportException("its padding is wider than half its window and does not count in the mean, which no layer has");
        }
    }

    private static void AverageApart(NodeLowering lowering, Layer x, Window window, bool countsPadding)
    {
        if (window.Rounding == Rounding.Up || (window.IsPadded && !countsPadding))
        {
            throw new ImportException("its taps lie apart and fewer of them count at the edges, which no layer has");
        }

        int taps = Shapes.Product(window.Kernel);
        float[] values = [.. Enumerable.Repeat(1f / taps, x.Shape[0] * taps)];
        int[] shape = [x.Shape[0], .. window.Outputs(x.Shape[1..])];
        Weight weight = new("weight", [x.Shape[0], 1, .. window.Kernel], values, null);
        Layer layer = x.Shape[0] > 1
            ? Convolutions.LayerOf(lowering.Node, x, shape, window, 0, [weight])
            : Convolutions.LayerOf(lowering.Node, x, shape, window, 1, [weight]);
        lowering.Set(lowering.Add(layer), [1, .. shape]);
    }

    private static void Lp(NodeLowering lowering)
    {
        (Layer x, Window window) = Read(lowering);
        Set(lowering, "LpPool", x, window, [new(null, Shapes.Text([lowering.Node.Integer("p", 2)])[1..^1])], []);
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
            Origin = lowering.Node, Window = window, Arguments = [.. first, .. window.Arguments(strideIsKernel: true), .. last],
        };
        lowering.Set(lowering.Add(pool), [1, .. shape]);
    }
}
