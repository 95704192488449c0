using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;

namespace CnnGen.Onnx.Layers;

/// <summary>
/// Brings a value's elements into an order and a shape that a layer wants, by layers that move elements, where they do not lie so already. What was
/// brought somewhere once is there for everybody.
/// </summary>
internal sealed class Layouts(LayerGraph graph)
{
    private const int MostAxes = 4;

    // The tensor's axes are (channels, rows, row within, columns, column within); numbers are theirs, in the order in which they lie.
    private static readonly int[] OfPixelShuffle = [0, 2, 4, 1, 3];
    private static readonly int[] OfPixelShuffleInRows = [2, 4, 0, 1, 3];
    private static readonly int[] OfOnePixelShuffle = [1, 3, 0, 2];

    private readonly Dictionary<(Layer, string), Layer> _moved = [];

    /// <summary>A layer whose output has the value's elements in the value's own order.</summary>
    /// <param name="value">The value.</param>
    /// <param name="shape">The output's shape.</param>
    /// <param name="origin">The node for which it is.</param>
    public Layer InOrder(Value value, int[] shape, OnnxNode origin) => Reshaped(Ordered(value, origin), shape, origin);

    /// <summary>A value whose axes lie in some order, each as one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="order">Its axes, the slowest first; all that have more than one element.</param>
    /// <param name="origin">The node for which it is.</param>
    public Value WithOrder(Value value, IReadOnlyList<int> order, OnnxNode origin)
    {
        int[] all = [.. order, .. Enumerable.Range(0, value.View.Rank).Except(order)];
        Layer layer = Ordered(value.With(value.View.Transposed(all)), origin);
        return new(layer, View.InOrder(value.Shape, order));
    }

    /// <summary>A value that lies with some of its axes in front; the others keep their order where they have one.</summary>
    public Value WithFront(Value value, IReadOnlyList<int> front, OnnxNode origin)
    {
        int[] order = value.View.Order ?? [.. Enumerable.Range(0, value.View.Rank)];
        return WithOrder(value, [.. front, .. order.Except(front)], origin);
    }

    /// <summary>The same elements in another shape: no layer where it is the shape already, nor where it was before another reshape.</summary>
    public Layer Reshaped(Layer layer, int[] shape, OnnxNode? origin)
    {
        Layer source = layer.Kind is "Reshape" or "Flatten" ? layer.Inputs[0] : layer;
        if (layer.Shape.SequenceEqual(shape) || source.Shape.SequenceEqual(shape))
        {
            return layer.Shape.SequenceEqual(shape) ? layer : source;
        }

        if (shape.Length > MostAxes)
        {
            throw new ImportException($"a sample of {Shapes.Text(shape)} has more than {MostAxes} axes");
        }

        return Once(source, "reshaped " + Shapes.Text(shape), () => shape.Length == 1
            ? new("Flatten", shape, source) { Origin = origin }
            : new("Reshape", shape, source) { Origin = origin, Arguments = [.. shape.Select(static size => Argument.Of(size))] });
    }

    private Layer Ordered(Value value, OnnxNode origin)
    {
        Atom[] atoms = value.View.Merged();
        int[] lying = [.. Enumerable.Range(0, atoms.Length).OrderByDescending(run => atoms[run].Stride)];
        int[] sizes = Array.ConvertAll(atoms, static atom => atom.Size);
        return PixelShuffled(value.Layer, lying, sizes, origin) ?? Rotated(value.Layer, lying, sizes, origin);
    }

    /// <summary>Any order, by shuffles that exchange two parts of the first axes, until the last axes are where they belong.</summary>
    private Layer Rotated(Layer layer, int[] lying, int[] sizes, OnnxNode origin)
    {
        for (int last = lying.Length - 1; last > 0; last--)
        {
            int place = Array.IndexOf(lying, last);
            if (place != last)
            {
                int groups = Shapes.Product(lying[..(place + 1)].Select(run => sizes[run]));
                int channels = Shapes.Product(lying[..(last + 1)].Select(run => sizes[run]));
                layer = Shuffled(layer, groups, channels, origin);
                lying = [.. lying[(place + 1)..(last + 1)], .. lying[..(place + 1)], .. lying[(last + 1)..]];
            }
        }

        return layer;
    }

    private Layer? PixelShuffled(Layer layer, int[] lying, int[] sizes, OnnxNode origin)
    {
        if (lying.SequenceEqual(OfOnePixelShuffle))
        {
            return PixelShuffled(layer, OfPixelShuffle, [1, .. sizes], origin);
        }

        bool isInRows = lying.SequenceEqual(OfPixelShuffleInRows);
        if (!(isInRows || lying.SequenceEqual(OfPixelShuffle)) || sizes[2] != sizes[4])
        {
            return null;
        }

        (int channels, int rows, int scale, int columns) = (sizes[0], sizes[1], sizes[2], sizes[3]);
        Layer source = isInRows ? Shuffled(layer, scale * scale, channels * scale * scale, origin) : layer;
        Layer planes = Reshaped(source, [channels * scale * scale, rows, columns], origin);
        return Once(planes, $"pixels {scale}", () => new("PixelShuffle", [channels, rows * scale, columns * scale], planes)
        {
            Origin = origin,
            Arguments = [Argument.Of(scale)],
        });
    }

    private Layer Shuffled(Layer layer, int groups, int channels, OnnxNode origin)
    {
        int[] shape = layer.Shape[0] == channels ? layer.Shape : channels == layer.Elements ? [channels] : [channels, layer.Elements / channels];
        Layer source = Reshaped(layer, shape, origin);
        return Once(source, $"groups {groups}", () => new("ChannelShuffle", shape, source)
        {
            Origin = origin,
            Arguments = [Argument.Of(groups)],
        });
    }

    private Layer Once(Layer source, string what, Func<Layer> make)
    {
        if (!_moved.TryGetValue((source, what), out Layer? layer))
        {
            layer = graph.Add(make());
            _moved.Add((source, what), layer);
        }

        return layer;
    }
}
