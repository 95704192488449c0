using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;
using CnnGen.Onnx.Format;

namespace CnnGen.Export.Writing;

/// <summary>Writes the operators of one layer. A value is its name; its first axis is the batch's, behind it are the sample's.</summary>
/// <param name="model">The model.</param>
/// <param name="node">The layer in its place.</param>
/// <param name="declaration">The layer as it was typed.</param>
/// <param name="inputs">What it takes.</param>
/// <param name="parameters">The network's tensors.</param>
internal sealed class LayerWriter(ModelWriter model, Node node, LayerDeclaration declaration, IReadOnlyList<string> inputs, IReadOnlyDictionary<string, float[]> parameters)
{
    public Node Node => node;

    public LayerDeclaration Declaration => declaration;

    public IReadOnlyList<string> Inputs => inputs;

    public string Input => inputs[0];

    /// <summary>The shape of a sample of the first input.</summary>
    public TensorShape Shape => node.Input;

    /// <summary>Adds an operator.</summary>
    /// <returns>Its output.</returns>
    public string Add(string @operator, IEnumerable<string> operands, params IEnumerable<AttributeProto> attributes)
    {
        string output = model.Unique($"{node.Name}/{@operator}");
        model.AddNode(@operator, output, operands, attributes);
        return output;
    }

    /// <summary>Adds an operator of one operand.</summary>
    public string Add(string @operator, string operand, params IEnumerable<AttributeProto> attributes) => Add(@operator, [operand], attributes);

    public bool HasParameter(string suffix) => node.Parameters.Any(parameter => parameter.Suffix == suffix);

    /// <summary>A parameter, under its own name.</summary>
    /// <param name="suffix">Its name without the layer's.</param>
    /// <param name="axes">Axes of size 1 behind its own, for a factor a channel that goes with every element.</param>
    public string Parameter(string suffix, int axes = 0)
    {
        ParameterSpec parameter = node.Parameters.Single(parameter => parameter.Suffix == suffix);
        string name = node.NameOf(parameter);
        model.AddConstant(name, [.. parameter.Shape.Sizes.Select(static size => (long)size), .. Enumerable.Repeat(1L, axes)], parameters[name]);
        return name;
    }

    /// <summary>A parameter; where the layer has none, as many equal numbers.</summary>
    public string ParameterOr(string suffix, float otherwise, TensorShape shape) => HasParameter(suffix) ? Parameter(suffix) : Filled(shape.Sizes, otherwise);

    /// <summary>A tensor of equal numbers.</summary>
    public string Filled(IEnumerable<int> shape, float value)
    {
        long[] sizes = [.. shape.Select(static size => (long)size)];
        float[] values = new float[sizes.Aggregate(1L, static (product, size) => product * size)];
        values.AsSpan().Fill(value);
        return Constant(sizes, values);
    }

    /// <summary>Some numbers.</summary>
    public string Floats(params float[] values) => Constant([values.Length], values);

    /// <summary>A number.</summary>
    public string Scalar(double value) => Filled([], (float)value);

    /// <summary>Whole numbers.</summary>
    public string Integers(params ReadOnlySpan<long> values)
    {
        string name = model.Unique($"{node.Name}/integers");
        model.AddConstant(name, values);
        return name;
    }

    /// <summary>Whether an operator of this kind makes a value.</summary>
    public bool IsMadeBy(string @operator, string value) => model.IsMadeBy(@operator, value);

    /// <summary>The same elements of each sample in another shape; one size may be -1.</summary>
    public string Reshape(string value, params ReadOnlySpan<long> sizes) => Add("Reshape", [value, Integers([0, .. sizes])]);

    /// <summary>The same elements in a layer's shape.</summary>
    public string Reshape(string value, TensorShape shape) => Reshape(value, [.. shape.Sizes.Select(static size => (long)size)]);

    /// <summary>Some positions along an axis of a sample, of which the channels are the first.</summary>
    public string Slice(string value, int axis, long first, long count) => Add("Slice", [value, Integers(first), Integers(first + count), Integers(axis + 1)]);

    private string Constant(long[] shape, float[] values)
    {
        string name = model.Unique($"{node.Name}/constant");
        model.AddConstant(name, shape, values);
        return name;
    }
}
