using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;

namespace CnnGen.Onnx.Folding;

/// <summary>Constants in other shapes and orders, in parts and side by side.</summary>
internal static class ArrangementRules
{
    public static readonly Dictionary<string, Func<FoldedNode, Constant>> All = new()
    {
        ["Reshape"] = static node => node.Input(0).Reshaped(
            Shapes.Resolve(node.Integers("shape", 1) ?? throw new ImportException("its shape is missing"), node.Input(0).Shape, node.Node.Flag("allowzero"))),
        ["Flatten"] = Flatten,
        ["Squeeze"] = static node => node.Input(0).Reshaped(Squeezed(node.Input(0).Shape, node.Integers("axes", 1))),
        ["Unsqueeze"] = static node => node.Input(0).Reshaped(Unsqueezed(node.Input(0).Shape, node.Integers("axes", 1) ?? [])),
        ["Transpose"] = static node => Transposed(node.Input(0), node.Node.Integers("perm")),
        ["Gather"] = Gather,
        ["Slice"] = Slice,
        ["Concat"] = Concat,
        ["Expand"] = static node => Expanded(node.Input(0), Shapes.Broadcast(node.Input(0).Shape, node.Input(1).Sizes)),
        ["Tile"] = Tile,
    };

    /// <summary>A shape without some axes of one element, or without all of them.</summary>
    public static int[] Squeezed(int[] shape, int[]? axes)
    {
        HashSet<int> dropped = [.. axes?.Select(axis => Shapes.Axis(axis, shape.Length)) ?? Enumerable.Range(0, shape.Length).Where(axis => shape[axis] == 1)];
        return dropped.All(axis => shape[axis] == 1)
            ? [.. shape.Where((_, axis) => !dropped.Contains(axis))]
            : throw new ImportException($"an axis of {Shapes.Text(shape)} is dropped that has more than one element");
    }

    /// <summary>A shape with more axes of one element.</summary>
    public static int[] Unsqueezed(int[] shape, int[] axes)
    {
        HashSet<int> added = [.. axes.Select(axis => Shapes.Axis(axis, shape.Length + axes.Length))];
        Queue<int> left = new(shape);
        return [.. Enumerable.Range(0, shape.Length + added.Count).Select(axis => added.Contains(axis) ? 1 : left.Dequeue())];
    }

    public static Constant Transposed(Constant constant, int[]? order)
    {
        int[] axes = order ?? [.. Enumerable.Range(0, constant.Shape.Length).Reverse()];
        int[] strides = Shapes.Strides(constant.Shape);
        int[] shape = Array.ConvertAll(axes, axis => constant.Shape[Shapes.Axis(axis, axes.Length)]);
        return constant.Gathered(shape, Shapes.Places(shape, Array.ConvertAll(axes, axis => strides[axis])));
    }

    public static Constant Expanded(Constant constant, int[] shape) => constant.Gathered(Shapes.Computed(shape), Shapes.BroadcastPlaces(constant.Shape, shape));

    private static Constant Flatten(FoldedNode node)
    {
        int[] shape = node.Input(0).Shape;
        int given = node.Node.Integer("axis", 1);
        int axis = given < 0 ? given + shape.Length : given;
        return node.Input(0).Reshaped([Shapes.Product(shape[..axis]), Shapes.Product(shape[axis..])]);
    }

    private static Constant Gather(FoldedNode node)
    {
        Constant data = node.Input(0);
        Constant indices = node.Input(1);
        int axis = Shapes.Axis(node.Node.Integer("axis", 0), data.Shape.Length);
        int inner = Shapes.Product(data.Shape[(axis + 1)..]);
        int outer = Shapes.Product(data.Shape[..axis]);
        int[] rows = Array.ConvertAll(indices.Sizes, index => Shapes.Axis(index, data.Shape[axis]));
        int[] places = [.. from o in Enumerable.Range(0, outer) from row in rows from i in Enumerable.Range(0, inner) select (((o * data.Shape[axis]) + row) * inner) + i];
        return data.Gathered([.. data.Shape[..axis], .. indices.Shape, .. data.Shape[(axis + 1)..]], places);
    }

    private static Constant Slice(FoldedNode node)
    {
        Constant data = node.Input(0);
        SliceRange[] ranges = SliceRange.Of(
            data.Shape, node.Integers("starts", 1) ?? [], node.Integers("ends", 2) ?? [], node.Integers("axes", 3), node.Optional(4)?.Sizes);
        int[] strides = Shapes.Strides(data.Shape);
        int first = ranges.Select((range, axis) => range.First * strides[axis]).Sum();
        int[] shape = Array.ConvertAll(ranges, static range => range.Count);
        return data.Gathered(shape, Shapes.Places(shape, [.. ranges.Select((range, axis) => range.Step * strides[axis])], first));
    }

    private static Constant Concat(FoldedNode node)
    {
        Constant[] parts = [.. node.Inputs.OfType<Constant>()];
        int axis = Shapes.Axis(node.Node.Integer("axis", 0), parts[0].Shape.Length);
        int[] shape = [.. parts[0].Shape];
        shape[axis] = parts.Sum(part => part.Shape[axis]);
        int outer = Shapes.Product(shape[..axis]);
        return parts.Any(static part => part.Kind == ElementKind.Real)
            ? new Constant(shape, Joined(parts, outer, static part => part.Reals))
            : new Constant(shape, Joined(parts, outer, static part => part.Integers));
    }

    private static T[] Joined<T>(Constant[] parts, int outer, Func<Constant, T[]> elements)
    {
        T[][] all = Array.ConvertAll(parts, part => elements(part));
        return [.. Enumerable.Range(0, outer).SelectMany(o => all.SelectMany(part => part.Skip(o * (part.Length / outer)).Take(part.Length / outer)))];
    }

    private static Constant Tile(FoldedNode node)
    {
        Constant data = node.Input(0);
        int[] repeats = node.Input(1).Sizes;
        int[] shape = Shapes.Computed([.. data.Shape.Zip(repeats, static (size, times) => Shapes.Product([size, times]))]);
        int[] pairs = [.. data.Shape.Zip(repeats).SelectMany(static pair => new[] { pair.Second, pair.First })];
        int[] strides = [.. Shapes.Strides(data.Shape).SelectMany(static stride => new[] { 0, stride })];
        return data.Gathered(shape, Shapes.Places(pairs, strides));
    }
}
