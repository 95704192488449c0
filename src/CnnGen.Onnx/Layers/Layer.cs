using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Onnx.Graphs;

namespace CnnGen.Onnx.Layers;

/// <summary>An argument of a layer's attribute, as C#.</summary>
/// <param name="Name">The property; null of an argument of the constructor.</param>
/// <param name="Text">Its value.</param>
internal readonly record struct Argument(string? Name, string Text)
{
    /// <summary>A whole number as an argument of the constructor.</summary>
    public static Argument Of(int number) => Of(null, number);

    /// <summary>A whole number.</summary>
    public static Argument Of(string? name, int number) => new(name, number.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Numbers that a layer brings along, under the name that its class looks for.</summary>
/// <param name="Name">Without the layer's: <c>weight</c>.</param>
/// <param name="Shape">As PyTorch has it.</param>
/// <param name="Values">The numbers.</param>
/// <param name="Source">The name of the file's tensor that they come from, if it is one.</param>
internal sealed record Weight(string Name, int[] Shape, float[] Values, string? Source)
{
    public float[] Values { get; init; } = Shapes.Product(Shape) == Values.Length
        ? Values
        : throw new ImportException($"its {Name} has {Values.Length} elements where {Shapes.Text(Shape)} are expected");
}

/// <summary>A layer of the network that is written, or something that becomes some of them.</summary>
/// <param name="kind">The attribute's name, or one of <see cref="Kinds"/>.</param>
/// <param name="shape">The shape of its output, channels first, without the batch.</param>
/// <param name="inputs">The layers whose outputs it takes, in the operator's order.</param>
internal sealed class Layer(string kind, int[] shape, params IEnumerable<Layer> inputs)
{
    public string Kind { get; } = kind;

    public int[] Shape { get; } = shape;

    public List<Layer> Inputs { get; } = [.. inputs];

    public int Elements => Shapes.Product(Shape);

    public List<Argument> Arguments { get; init; } = [];

    public List<Weight> Weights { get; init; } = [];

    /// <summary>The node that it is made of; null of the network's input.</summary>
    public OnnxNode? Origin { get; init; }

    /// <summary>How a window moves over its input; null where there is none.</summary>
    public Window? Window { get; init; }

    /// <summary>Of an <see cref="Kinds.Affine"/>: the factors of equal parts of the input that lie behind each other.</summary>
    public double[] Factors { get; init; } = [];

    /// <summary>Of an <see cref="Kinds.Affine"/>: what is added to each of the parts.</summary>
    public double[] Constants { get; init; } = [];

    /// <summary>What it would be called if it needed a name; null where its node says that.</summary>
    public string? Hint { get; init; }

    /// <summary>What its output is called; null until it has a name.</summary>
    public string? Name { get; set; }

    public Weight? Find(string weight) => Weights.FirstOrDefault(candidate => candidate.Name == weight);

    /// <summary>A weight's numbers, which the layer is known to have.</summary>
    public float[] Values(string weight) => Find(weight)?.Values ?? throw new InvalidOperationException($"{Kind} has no {weight}");

    /// <summary>The same layer with other arguments and weights.</summary>
    public Layer With(List<Argument> arguments, List<Weight> weights, Window? window = null) => new(Kind, Shape, Inputs)
    {
        Arguments = arguments,
        Weights = weights,
        Origin = Origin,
        Window = window ?? Window,
        Name = Name,
    };
}

/// <summary>Kinds that are no attribute.</summary>
internal static class Kinds
{
    /// <summary>The network's input.</summary>
    public const string Input = "<input>";

    /// <summary>A factor and a constant for each of some equal parts of the input: an activation's arithmetic, a bias, or a layer of its own at last.</summary>
    public const string Affine = "<affine>";

    /// <summary>The error function, of which a GELU is made, and nothing else that could be written.</summary>
    public const string Erf = "<erf>";
}
