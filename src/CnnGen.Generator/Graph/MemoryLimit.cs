using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph;

/// <summary>Refuses networks whose memory plan would pass what an int can index, before any code is planned.</summary>
/// <remarks>An estimate from above: the plan itself counts with checked arithmetic, and would end in an internal error.</remarks>
internal static class MemoryLimit
{
    private const int Block = 16;

    // A layer's input, its output and the gradient of each may have memory of their own.
    private const double TensorsPerActivation = 3;

    /// <summary>Reports what passes the limit.</summary>
    /// <returns>Whether nothing does.</returns>
    public static bool Check(NetworkGraph graph, ErrorList errors)
    {
        if (graph.ParameterCount > int.MaxValue)
        {
            errors.Add(new LayerError("CNN009", LayerError.InputLayer, null, $"the network has {Wording.Number(graph.ParameterCount)} parameters, {Wording.TooMany}"));
            return false;
        }

        if (FirstBeyond(graph) is var (node, reason))
        {
            errors.Add(new LayerError("CNN009", node.Id, null, $"{reason}, {Wording.TooMany}"));
            return false;
        }

        return true;
    }

    /// <summary>The first layer with which the activations or the weights pass the limit, and why; null where all is well.</summary>
    private static (Node Node, string Reason)? FirstBeyond(NetworkGraph graph)
    {
        double activations = Floats(graph.Input, null) * TensorsPerActivation;
        double weights = 0;
        foreach (Node node in graph.Nodes)
        {
            activations += TensorsPerActivation * (node.InputShapes.Sum(input => Floats(input, node.Layer)) + Floats(node.Output, node.Layer));
            weights += node.Layer.Parameters(node.Input).Sum(Packed);
            if (activations > int.MaxValue)
            {
                return (node, $"the activations and their gradients up to here take up to {Wording.Number(activations)} elements");
            }

            if (weights > int.MaxValue)
            {
                return (node, $"the weights up to here take {Wording.Number(weights)} elements");
            }
        }

        return null;
    }

    // With a border as wide as the window reaches, in whole blocks of channels.
    private static double Floats(TensorShape shape, Layer? reader)
    {
        IEnumerable<double> sizes = reader?.Window is { } window
            ? window.AxesOf(shape).Select(axis => axis.Size + (2 * Reach(axis.Window)))
            : shape.Sizes.Skip(1).Select(size => (double)size);
        return sizes.Aggregate(InBlocks(shape.Channels), (product, size) => product * size);
    }

    private static double Reach(AxisWindow window) => Math.Max(window.Pad.Value, window.Extent);

    // Filters and channels in whole blocks, then the taps.
    private static double Packed(ParameterSpec parameter) =>
        parameter.Shape.Sizes.Select((size, axis) => axis < 2 ? InBlocks(size) : size).Aggregate(1.0, (product, size) => product * size);

    private static double InBlocks(int size) => Math.Ceiling((double)size / Block) * Block;
}
