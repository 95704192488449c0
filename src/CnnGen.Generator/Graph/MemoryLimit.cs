using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph;

/// <summary>Refuses networks whose memory plan would pass what an array can hold, before any code is planned.</summary>
/// <remarks>An estimate from above: the plan itself counts with checked arithmetic, and would end in an internal error.</remarks>
internal static class MemoryLimit
{
    private const int Block = 16;

    // A layer's input, its output and the gradient of each may have memory of their own.
    private const double TensorsPerActivation = 3;

    /// <summary>Reports the first layer with which something passes the limit, at the parameter that makes it so large.</summary>
    /// <returns>Whether nothing does.</returns>
    public static bool Check(TensorShape input, IReadOnlyList<Node> nodes, ErrorList errors)
    {
        double activations = Floats(input, null) * TensorsPerActivation;
        if (activations > ArrayLimit.MostElements)
        {
            errors.Add(new LayerError(
                "CNN009", LayerError.InputLayer, InputRules.LargestOf(input), $"the input {input} and its gradient take up to {Wording.Number(activations)} elements in memory, {Wording.TooMany}"));
            return false;
        }

        long parameters = 0;
        double weights = 0;
        foreach (Node node in nodes)
        {
            parameters += node.ParameterCount;
            weights += Packed(node);
            activations += TensorsPerActivation * (node.InputShapes.Sum(shape => Floats(shape, node.Layer)) + Floats(node.Output, node.Layer));
            string? reason =
                parameters > ArrayLimit.MostElements ? $"the network has {Wording.Number(parameters)} parameters up to here"
                : weights > ArrayLimit.MostElements ? $"the weights up to here take {Wording.Number(weights)} elements in memory"
                : activations > ArrayLimit.MostElements ? $"the activations and their gradients up to here take up to {Wording.Number(activations)} elements"
                : null;
            if (reason is not null)
            {
                errors.Add(new LayerError("CNN009", node.Id, node.Layer.SizeParameter, $"{reason}, {Wording.TooMany}"));
                return false;
            }
        }

        return true;
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

    /// <summary>Filters and channels in whole blocks, then the taps: the channels of a volume that a layer sees as a whole are blocks of it too.</summary>
    private static double Packed(Node node)
    {
        double channelsInBlocks = node.Layer.SeesAll ? InBlocks(node.Input.Channels) / node.Input.Channels : 1;
        return node.Parameters.Sum(parameter => Packed(parameter.Shape) * (parameter.Shape.SpatialRank == 0 ? 1 : channelsInBlocks));
    }

    private static double Packed(TensorShape shape) =>
        shape.Sizes.Select((size, axis) => axis < 2 ? InBlocks(size) : size).Aggregate(1.0, (product, size) => product * size);

    private static double InBlocks(int size) => Math.Ceiling((double)size / Block) * Block;
}
