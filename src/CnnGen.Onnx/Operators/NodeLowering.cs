using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>What an operator sees of the graph while it is made layers: its inputs, and where its outputs go.</summary>
internal sealed class NodeLowering(OnnxNode node, LayerGraph graph, Layouts layouts, GraphValues values)
{
    public OnnxNode Node { get; } = node;

    public int InputCount { get; } = node.Inputs.Count;

    /// <summary>Whether an input is given, and is a constant.</summary>
    public bool IsConstant(int place) => Find(place) is Graphs.Constant;

    /// <summary>An input that depends on the network's.</summary>
    public Value Value(int place) => Find(place) switch
    {
        Value value => value,
        Graphs.Constant => throw new ImportException($"input {place} is a constant, and is expected to depend on the network's input"),
        _ => throw new ImportException($"input {place} is missing"),
    };

    /// <summary>An input that must be a constant.</summary>
    /// <param name="place">The input's place.</param>
    /// <param name="role">What it is: <c>weight</c>.</param>
    public Constant Constant(int place, string role) => OptionalConstant(place, role) ?? throw new ImportException($"its {role} (input {place}) is missing");

    public Constant? OptionalConstant(int place, string role) => Find(place) switch
    {
        Constant constant => constant,
        null => null,
        _ => throw new ImportException($"its {role} (input {place}) depends on the network's input; it must be a constant in the file"),
    };

    /// <summary>Whole numbers that early versions have as an attribute and later ones as an input.</summary>
    public int[]? Integers(string attribute, int place) => Node.Integers(attribute) ?? OptionalConstant(place, attribute)?.Sizes;

    /// <summary>Tells the user what the layers do otherwise than the node.</summary>
    public void Note(string text) => graph.Notes.Add($"{Node.Operator} '{Node.Name}': {text}");

    public void Set(Value value, int output = 0) => values.Set(Node, output, value);

    /// <summary>What the first output was set to.</summary>
    public Value Result => (Value)values.Find(Node.Outputs[0])!;

    /// <summary>Whether the file lets the batch have any number of samples, or another number than one.</summary>
    public bool IsBatchOpen => values.HasBatch && values.FileBatch != 1;

    /// <summary>Whether the file computes with whole numbers.</summary>
    public bool AreWhole => values.AreWhole;

    /// <summary>A shape that the file gives for its own batch, for one sample.</summary>
    public int[] OfOneSample(int[] shape) =>
        values.HasBatch && values.FileBatch > 1 && shape.Length > 0 && shape[0] == values.FileBatch ? [1, .. shape[1..]] : shape;

    /// <summary>The node's result as a layer whose elements lie in the tensor's order.</summary>
    public void Set(Layer layer, params IEnumerable<int> shape) => Set(new Value(layer, View.Of([.. shape])));

    /// <summary>A layer of this node.</summary>
    public Layer Add(string kind, int[] shape, IEnumerable<Layer> inputs, IEnumerable<Argument>? arguments = null, params IEnumerable<Weight> weights) =>
        graph.Add(new(kind, shape, inputs) { Origin = Node, Arguments = [.. arguments ?? []], Weights = [.. weights] });

    public Layer Add(Layer layer) => graph.Add(layer);

    /// <summary>Applies a layer that keeps every element's place, whatever the view.</summary>
    public Value Apply(Value value, string kind, params IEnumerable<Argument> arguments) => value with { Layer = Add(kind, value.Layer.Shape, [value.Layer], arguments) };

    /// <summary>factor * x + constant, for every element.</summary>
    public Value Affine(Value value, double factor, double constant) => value with
    {
        Layer = graph.Add(new(Kinds.Affine, value.Layer.Shape, value.Layer) { Origin = Node, Factors = [factor], Constants = [constant] }),
    };

    /// <summary>The value as a volume in the tensor's order: channels, then positions.</summary>
    /// <param name="value">The value, with the batch's axis in front.</param>
    /// <param name="fewestPositionAxes">Axes that there are at least behind the channels.</param>
    public Layer Volume(Value value, int fewestPositionAxes = 0)
    {
        int[] sample = value.Shape.Length > 0 ? value.Shape[1..] : [1];
        int missing = fewestPositionAxes + 1 - sample.Length;
        return layouts.InOrder(value, missing > 0 ? [.. sample, .. Enumerable.Repeat(1, missing)] : sample, Node);
    }

    public Layer InOrder(Value value, int[] shape) => layouts.InOrder(value, shape, Node);

    public Layer Reshaped(Layer layer, params int[] shape) => layouts.Reshaped(layer, shape, Node);

    public Value WithOrder(Value value, IReadOnlyList<int> order) => layouts.WithOrder(value, order, Node);

    public Value WithFront(Value value, params IReadOnlyList<int> front) => layouts.WithFront(value, front, Node);

    /// <summary>Fails where an axis is the batch's: samples have nothing to do with each other.</summary>
    public void RequireNoBatch(IEnumerable<int> axes, string what)
    {
        if (values.HasBatch && axes.Contains(0))
        {
            throw new ImportException($"{what} along the first axis, which is the batch's; where it is none, import with --unbatched");
        }
    }

    public Argument Argument(string? name, double value) => new(name, Text(value));

    /// <summary>A number as C# source; of float32's numbers the shortest that is one, but for the largest, which that would pass.</summary>
    public static string Text(double number) => (double)(float)number == number && Math.Abs(number) < float.MaxValue
        ? ((float)number).ToString("R", CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture);

    public static string Text(bool value) => value ? "true" : "false";

    private object? Find(int place) => place < Node.Inputs.Count && Node.Inputs[place].Length > 0 ? values.Find(Node.Inputs[place]) : null;
}
