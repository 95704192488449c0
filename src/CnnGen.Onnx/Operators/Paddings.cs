using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Padding, of positions and of channels.</summary>
internal static class Paddings
{
    private const int MostPositionAxes = 3;

    public static readonly Dictionary<string, Action<NodeLowering>> All = new() { ["Pad"] = Pad };

    /// <summary>A layer that pads positions.</summary>
    public static Layer Layer(NodeLowering lowering, Layer x, int[] before, int[] behind, IEnumerable<Argument> mode)
    {
        int[] shape = [x.Shape[0], .. x.Shape[1..].Select((size, axis) => size + before[axis] + behind[axis])];
        Window window = Window.Point(before.Length) with { Before = before, Behind = behind };
        return lowering.Add(new Layer("Pad", shape, x) { Origin = lowering.Node, Window = window, Arguments = [.. Arguments(before, behind), .. mode] });
    }

    // One number for all sides is the constructor's.
    private static IEnumerable<Argument> Arguments(int[] before, int[] behind)
    {
        Argument[] sides = [.. Window.Pads(before, behind)];
        if (sides is [{ Name: "Pad" }])
        {
            return [sides[0] with { Name = null }];
        }

        string[] front = ["PadFront", "PadTop", "PadLeft"];
        string[] back = ["PadBack", "PadBottom", "PadRight"];
        int rank = before.Length;
        return front[^rank..].Zip(before).Concat(back[^rank..].Zip(behind)).Where(static side => side.Second != 0)
            .Select(static side => Argument.Of(side.First, side.Second));
    }

    private static void Pad(NodeLowering lowering)
    {
        Value x = lowering.Value(0);
        (int[] before, int[] behind) = Sides(lowering, x.Shape.Length);
        double constant = lowering.OptionalConstant(2, "value")?.Number ?? lowering.Node.Number("value", 0);
        string mode = lowering.Node.Text("mode", "constant");
        if (before.Concat(behind).All(static pad => pad == 0))
        {
            lowering.Set(x);
            return;
        }

        lowering.RequireNoBatch(Enumerable.Range(0, before.Length).Where(axis => before[axis] + behind[axis] > 0), "padding is added");
        bool isConstant = mode == "constant" && constant != 0;

        // Another constant than zero is taken off in front of the padding and added behind it.
        Value less = isConstant ? lowering.Affine(x, 1, -constant) : x;
        Value padded = Padded(lowering, less, before, behind, ModeOf(mode));
        lowering.Set(isConstant ? lowering.Affine(padded, 1, constant) : padded);
    }

    private static IEnumerable<Argument> ModeOf(string mode) => mode switch
    {
        "constant" => [],
        "edge" => [new("PadMode", "PadMode.Replicate")],
        "reflect" => [new("PadMode", "PadMode.Reflect")],
        "wrap" => [new("PadMode", "PadMode.Circular")],
        _ => throw new ImportException($"the mode '{mode}' is none of ONNX's"),
    };

    /// <summary>Axes that are padded are positions, of one channel where the channels are padded too; those between them are taken together.</summary>
    private static Value Padded(NodeLowering lowering, Value x, int[] before, int[] behind, IEnumerable<Argument> mode)
    {
        Value lying = x.View.Order is null ? lowering.WithOrder(x, [.. Enumerable.Range(0, x.View.Rank)]) : x;
        int[] grown = [.. x.Shape.Select((size, axis) => size + before[axis] + behind[axis])];
        int[] order = [.. lying.View.Order!, .. Enumerable.Range(0, grown.Length).Where(axis => x.Shape[axis] == 1 && grown[axis] > 1)];
        AxisRuns runs = AxisRuns.Of(x.Shape, order, axis => before[axis] + behind[axis] > 0);
        if (runs.Sizes.Length > MostPositionAxes + 1)
        {
            throw new ImportException($"it pads more axes than the {MostPositionAxes} that a layer can");
        }

        Layer source = lowering.Reshaped(lying.Layer, runs.Sizes);
        int[] front = runs.Each(before);
        int[] back = runs.Each(behind);
        return new Value(Layer(lowering, source, front[1..], back[1..], mode), View.InOrder(grown, order));
    }

    private static (int[] Before, int[] Behind) Sides(NodeLowering lowering, int rank)
    {
        int[] pads = lowering.Node.Integers("pads") ?? lowering.Node.Integers("paddings") ?? lowering.Constant(1, "pads").Sizes;
        int[] axes = lowering.OptionalConstant(3, "axes")?.Sizes ?? [.. Enumerable.Range(0, rank)];
        if (pads.Length != 2 * axes.Length || pads.Any(static pad => pad < 0))
        {
            throw new ImportException($"its pads are {Shapes.Text(pads)}; two numbers for each axis, none below zero, are expected");
        }

        (int[] before, int[] behind) = (new int[rank], new int[rank]);
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = Shapes.Axis(axes[i], rank);
            (before[axis], behind[axis]) = (pads[i], pads[axes.Length + i]);
        }

        return (before, behind);
    }
}
