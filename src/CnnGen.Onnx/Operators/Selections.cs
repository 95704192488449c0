using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Folding;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Parts of a tensor.</summary>
internal static class Selections
{
    public static readonly Dictionary<string, Action<NodeLowering>> All = new()
    {
        ["Slice"] = Slice,
        ["Split"] = Split,
        ["Gather"] = Gather,
    };

    private static void Slice(NodeLowering lowering)
    {
        Value x = lowering.Value(0);
        int[] starts = lowering.Integers("starts", 1) ?? [];
        int[] ends = lowering.Integers("ends", 2) ?? [];
        int[]? axes = lowering.Integers("axes", 3);
        SliceRange[] ranges = SliceRange.Of(x.Shape, starts, ends, axes, lowering.OptionalConstant(4, "steps")?.Sizes);
        RequireWholeBatch(lowering, starts, ends, axes, x.Shape.Length);
        for (int axis = 0; axis < ranges.Length; axis++)
        {
            x = Part(lowering, x, axis, ranges[axis]);
        }

        lowering.Set(x);
    }

    // Of one sample every part of the batch is all of it: what the file cuts there is not to be seen.
    private static void RequireWholeBatch(NodeLowering lowering, int[] starts, int[] ends, int[]? axes, int rank)
    {
        for (int i = 0; i < starts.Length; i++)
        {
            if (lowering.IsBatchOpen && Shapes.Axis(axes?[i] ?? i, rank) == 0 && (starts[i] != 0 || ends[i] < int.MaxValue))
            {
                lowering.RequireNoBatch([0], "a part is taken");
            }
        }
    }

    private static void Split(NodeLowering lowering)
    {
        Value x = lowering.Value(0);
        int axis = Shapes.Axis(lowering.Node.Integer("axis", 0), x.Shape.Length);
        lowering.RequireNoBatch([axis], "a part is taken");
        int parts = lowering.Node.Integer("num_outputs", lowering.Node.Outputs.Count);
        int each = (x.Shape[axis] + parts - 1) / parts;
        int[] sizes = lowering.Integers("split", 1) ?? [.. Enumerable.Range(0, parts).Select(part => Math.Min(each, x.Shape[axis] - (part * each)))];
        int first = 0;
        for (int part = 0; part < sizes.Length; part++)
        {
            lowering.Set(Part(lowering, x, axis, new SliceRange(first, sizes[part], 1)), part);
            first += sizes[part];
        }
    }

    /// <summary>Places of an axis.</summary>
    private static void Gather(NodeLowering lowering)
    {
        Value x = lowering.Value(0);
        Constant indices = lowering.Constant(1, "indices");
        int axis = Shapes.Axis(lowering.Node.Integer("axis", 0), x.Shape.Length);
        if (lowering.IsBatchOpen)
        {
            lowering.RequireNoBatch([axis], "a part is taken");
        }

        int[] places = Array.ConvertAll(indices.Sizes, index => Shapes.Axis(index, x.Shape[axis]));
        int step = places.Length > 1 ? places[1] - places[0] : 1;
        bool isRange = step > 0 && places.Length > 0 && !places.Where((place, i) => place != places[0] + (i * step)).Any();
        Value part = isRange ? Part(lowering, x, axis, new SliceRange(places[0], places.Length, step)) : Chosen(lowering, x, axis, places);
        lowering.Set(part.With(part.View.Reshaped([.. x.Shape[..axis], .. indices.Shape, .. x.Shape[(axis + 1)..]])!));
    }

    /// <summary>A part of one axis: a slice of channels, or a crop of positions, of which the first of so many are kept.</summary>
    private static Value Part(NodeLowering lowering, Value x, int axis, SliceRange range)
    {
        if (range.IsWhole(x.Shape[axis]))
        {
            return x;
        }

        lowering.RequireNoBatch([axis], "a part is taken");
        if (range.Step < 1 || range.Count < 1)
        {
            return Chosen(lowering, x, axis, [.. Enumerable.Range(0, range.Count).Select(i => range.First + (i * range.Step))]);
        }

        Value lying = x.View.Order is null ? lowering.WithOrder(x, [axis, .. Enumerable.Range(0, x.View.Rank).Where(other => other != axis)]) : x;
        int[] order = lying.View.Order!;
        int[] shape = [.. x.Shape];
        shape[axis] = range.Count;
        bool isSlice = order[0] == axis && range.Step == 1;
        return new Value(isSlice ? Channels(lowering, lying, axis, range) : Positions(lowering, lying, axis, range, order), View.InOrder(shape, order));
    }

    /// <summary>Places in any order: sums of one element each.</summary>
    private static Value Chosen(NodeLowering lowering, Value x, int axis, int[] places)
    {
        lowering.RequireNoBatch([axis], "places are chosen");
        return places.Length == 0
            ? throw new ImportException("nothing is left of an axis")
            : Products.Along(lowering, x, axis, Array.ConvertAll(places, place => Enumerable.Range(0, x.Shape[axis]).Select(i => i == place ? 1f : 0f).ToArray()));
    }

    private static Layer Channels(NodeLowering lowering, Value lying, int axis, SliceRange range)
    {
        int channels = lying.Shape[axis];
        int rest = lying.Layer.Elements / channels;
        Layer source = lying.Layer.Shape[0] == channels ? lying.Layer : lowering.Reshaped(lying.Layer, rest == 1 ? [channels] : [channels, rest]);
        return lowering.Add("Slice", [range.Count, .. source.Shape[1..]], [source], [Argument.Of(range.First), Argument.Of(range.Count)]);
    }

    private static Layer Positions(NodeLowering lowering, Value lying, int axis, SliceRange range, int[] order)
    {
        AxisRuns runs = AxisRuns.Of(lying.Shape, order, other => other == axis);
        Layer layer = lowering.Reshaped(lying.Layer, runs.Sizes);
        int place = Array.IndexOf(runs.Axes, axis);
        int size = runs.Sizes[place];
        if (range.First > 0 || ((size - 1) / range.Step) + 1 != range.Count)
        {
            layer = Cropped(lowering, layer, place, range.First, Math.Min(size - range.First, range.Count * range.Step));
        }

        return range.Step == 1 ? layer : Strided(lowering, layer, place, range);
    }

    private static Layer Cropped(NodeLowering lowering, Layer layer, int place, int first, int count)
    {
        int[] firsts = new int[layer.Shape.Length];
        int[] shape = [.. layer.Shape];
        (firsts[place], shape[place]) = (first, count);
        return lowering.Add("Crop", shape, [layer], [.. firsts[1..].Select(Argument.Of), .. shape[1..].Select(Argument.Of)]);
    }

    // A window of one element is that element.
    private static Layer Strided(NodeLowering lowering, Layer layer, int place, SliceRange range)
    {
        int[] stride = [.. Enumerable.Repeat(1, layer.Shape.Length - 1)];
        stride[place - 1] = range.Step;
        Window window = Window.Point(stride.Length) with { Stride = stride };
        int[] shape = [.. layer.Shape];
        shape[place] = range.Count;
        return lowering.Add(new Layer("MaxPool", shape, layer)
        {
            Origin = lowering.Node,
            Window = window,
            Arguments = [.. window.Arguments(strideIsKernel: true)],
        });
    }
}
