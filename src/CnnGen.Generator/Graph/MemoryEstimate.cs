using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph;

/// <summary>The most floats that the arrays of a network's programs can have, from shapes alone and without overflow.</summary>
/// <remarks>
/// Every tensor that lowering may make counts, though most share their memory with others: what a layer puts out and the gradient by it;
/// the gradient of each of several readers beside their sum; where groups are, both again with each group's channels in blocks of its own;
/// what a layer of groups takes in with its channels in groups or repeated, the gradient by that, and that in the shape of what it takes.
/// A layer that is computed again has all of it twice.
/// </remarks>
internal sealed class MemoryEstimate
{
    private const int Block = 16;

    private const double TensorsOfInput = 3;
    private const double TensorsPerOutput = 2;
    private const double TensorsPerGroupedInput = 3;
    private const double TensorsPerGroupedOutput = 2;

    // A normalisation's sums in both directions, of a shard and of the batch, two a channel.
    private const double StatisticsPerChannel = 8;

    // What planes of few channels have behind their end, and what makes it a whole number of blocks.
    private const double PlanarSpill = 3 * Block;

    private readonly Dictionary<int, double[]> _reach = [];
    private readonly Dictionary<int, double> _lengths = [];
    private readonly ILookup<int, Node> _readers;
    private readonly OutputMarks _marks;

    /// <summary>Estimates a network without errors in its shapes.</summary>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="nodes">All layers.</param>
    /// <param name="marks">The outputs.</param>
    public MemoryEstimate(TensorShape input, IReadOnlyList<Node> nodes, OutputMarks marks)
    {
        _marks = marks;
        Input = input;
        Nodes = nodes;
        _readers = nodes.SelectMany(static node => node.Inputs, static (node, taken) => (node, taken)).ToLookup(static pair => pair.taken, static pair => pair.node);
        AddReaches();
        AddLength(Node.NetworkInput, input, []);
        foreach (Node node in nodes)
        {
            AddLength(node.Id, node.Output, node.Inputs);
        }
    }

    public TensorShape Input { get; }

    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Floats of the input and of the gradient by it.</summary>
    public double OfInput => Math.Max(_lengths[Node.NetworkInput], Floats(Input, Input.Channels, Reach(Node.NetworkInput))) * (TensorsOfInput + Contributions(Node.NetworkInput));

    /// <summary>Floats of a layer's activations, and of their gradients.</summary>
    public double OfActivations(Node node)
    {
        List<Node> readers = _readers[node.Id].ToList();
        double takenTensors = IsGrouped(node) ? TensorsPerGroupedInput : 0;
        double givenTensors = TensorsPerOutput + Contributions(node.Id) + (IsGrouped(node) || readers.Any(IsGrouped) ? TensorsPerGroupedOutput : 0);
        double taken = node.Inputs.Zip(node.InputShapes, (id, shape) => Math.Max(_lengths[id], Floats(shape, InChannels(node), Reach(id)))).Sum();
        double given = Math.Max(_lengths[node.Id], Floats(node.Output, OutChannels(node), Reach(node.Id)));

        // An output's gradient is copied from the caller: the last layer's, or one that is marked.
        double innerTensors = node.Layer.InnerTensors(node.InputShapes) + (readers.Count == 0 || _marks.Marks.Any(mark => mark.Mark == node.Id) ? 1 : 0);
        double once = (takenTensors * taken) + ((givenTensors + innerTensors) * given) + (StatisticsPerChannel * InBlocks(node.Input.Channels)) + node.Layer.WorkingFloats(node.Input) + Block;
        return node.RecomputedFrom is null ? once : 2 * once;
    }

    /// <summary>Gradients that are summed: one for each time that an output is read, where that is more than once.</summary>
    private int Contributions(int id) => _readers[id].Count() is > 1 and var count ? count : 0;

    private static bool IsGrouped(Node node) => node.Layer.GroupsOf(node.Input) > 1;

    /// <summary>Floats of a layer's parameters, of their copies for the backward pass, or of those that have a normalisation in them: the most of the three.</summary>
    public static double OfWeights(Node node)
    {
        // The channels of a volume that a layer sees as a whole may be blocks of it too.
        double channelsInBlocks = node.Layer.SeesAll ? InBlocks(node.Input.Channels) / node.Input.Channels : 1;
        double constants = OutChannels(node) + Block;
        return constants + node.Parameters.Sum(parameter => Block + (parameter.Shape.SpatialRank < 1 ? OutChannels(node) : Packed(node, parameter.Shape) * channelsInBlocks * node.Layer.CopiesOfWeights(node.Input)));
    }

    /// <summary>Filters and channels in whole blocks, one of both at a time, and each group's by themselves; of a channel with few filters of its own the filters of all groups.</summary>
    private static double Packed(Node node, TensorShape weight)
    {
        int groups = node.Layer.GroupsOf(node.Input);
        int filters = weight.Sizes[0] / groups;
        int channels = weight.Sizes[1];
        double taps = weight.Sizes.Skip(2).Aggregate(1.0, (product, size) => product * size);
        return taps * (IsDepthwise(node) ? InBlocks(node.Output.Channels) : groups * Math.Max(InBlocks(filters) * channels, InBlocks(channels) * filters));
    }

    private static double InChannels(Node node) => IsDepthwise(node)
        ? Math.Max(node.Input.Channels, node.Output.Channels)
        : Grouped(node.Input.Channels, node.Layer.GroupsOf(node.Input));

    private static double OutChannels(Node node) => IsDepthwise(node) ? InBlocks(node.Output.Channels) : Grouped(node.Output.Channels, node.Layer.GroupsOf(node.Input));

    /// <summary>Whether the filters of a channel are one each on as many copies of it.</summary>
    private static bool IsDepthwise(Node node) =>
        node.Layer.GroupsOf(node.Input) is > 1 and var groups && node.Input.Channels == groups && node.Output.Channels / groups < Block;

    private static double Grouped(int channels, int groups) => Math.Max(InBlocks(channels), groups * InBlocks(channels / groups));

    /// <summary>How far, on each axis, anything that reads an output or the gradient by it sees around it. What is joined lies in one tensor, and has one border.</summary>
    private void AddReaches()
    {
        foreach (Node node in Nodes)
        {
            IReadOnlyList<double>? reach = node.Layer.BordersOn(node.Input);
            Widen(node.Id, reach);
            Widen(node.Inputs[0], reach);
        }

        // In both directions, until nothing changes: from the last join to the first, and back.
        foreach (Node join in Joins().Reverse().Concat(Joins()))
        {
            foreach (int input in join.Inputs)
            {
                Widen(join.Id, Reach(input));
            }

            foreach (int input in join.Inputs)
            {
                Widen(input, Reach(join.Id));
            }
        }

        IEnumerable<Node> Joins() => Nodes.Where(static node => node.Layer.HoldsInputs);
    }

    private void Widen(int id, IReadOnlyList<double>? reach)
    {
        if (reach is not null)
        {
            _reach[id] = _reach.TryGetValue(id, out double[] known) ? known.Zip(reach, Math.Max).ToArray() : reach.ToArray();
        }
    }

    private double[]? Reach(int id) => _reach.TryGetValue(id, out double[] reach) ? reach : null;

    /// <summary>A flattened volume stays one in memory, as what is computed of it element by element does.</summary>
    private void AddLength(int id, TensorShape shape, IReadOnlyList<int> inputs)
    {
        IEnumerable<double> carried = inputs.Where(input => ShapeOf(input).Elements == shape.Elements).Select(input => _lengths[input]);
        _lengths.Add(id, carried.Append(Floats(shape, shape.Channels, null)).Max());
    }

    private TensorShape ShapeOf(int id) => id == Node.NetworkInput ? Input : Nodes[id].Output;

    // In whole blocks of channels, with a border as wide as anything reaches.
    private static double Floats(TensorShape shape, double channels, double[]? reach)
    {
        IEnumerable<double> sizes = reach is null || reach.Length != shape.SpatialRank
            ? shape.Sizes.Skip(1).Select(size => (double)size)
            : shape.Sizes.Skip(1).Zip(reach, (size, around) => size + (2 * around));
        double spill = shape.Channels < Block ? shape.Channels * PlanarSpill : 0;
        return spill + sizes.Aggregate(InBlocks(channels), (product, size) => product * size);
    }

    private static double InBlocks(double size) => Math.Ceiling(size / Block) * Block;
}
