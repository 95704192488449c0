using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Tests.Onnx;

namespace CnnGen.Emitted.Tests.Onnx;

/// <summary>An operator of a case: its tensors and its attributes, with the values that ONNX gives those that are not there.</summary>
internal sealed class OnnxNode
{
    private readonly Dictionary<string, AttributeProto> _attributes;
    private readonly IReadOnlyList<OnnxTensor?> _inputs;

    /// <param name="node">The operator.</param>
    /// <param name="version">The version of the operators' definitions.</param>
    /// <param name="tensors">Recorded inputs and constants by name; what another node computes is not among them.</param>
    public OnnxNode(NodeProto node, int version, IReadOnlyDictionary<string, OnnxTensor> tensors)
    {
        Operator = node.OpType;
        Version = version;
        _attributes = node.Attribute.ToDictionary(attribute => attribute.Name);
        _inputs = node.Input.Select(tensors.GetValueOrDefault).ToList();
    }

    public string Operator { get; }

    public int Version { get; }

    /// <summary>The recorded inputs.</summary>
    public IReadOnlyList<OnnxTensor> Inputs => _inputs.OfType<OnnxTensor>().ToList();

    /// <summary>The recorded input in some place.</summary>
    public OnnxTensor Input(int place) => OptionalInput(place) ?? throw new InvalidOperationException($"{Operator} has no recorded input {place}");

    public OnnxTensor? OptionalInput(int place) => place < _inputs.Count ? _inputs[place] : null;

    public double Number(string attribute, double otherwise) => _attributes.TryGetValue(attribute, out AttributeProto? value) ? value.F : otherwise;

    public int Integer(string attribute, int otherwise) => _attributes.TryGetValue(attribute, out AttributeProto? value) ? (int)value.I : otherwise;

    public string Text(string attribute, string otherwise) => _attributes.TryGetValue(attribute, out AttributeProto? value) ? value.S : otherwise;

    public int[]? Integers(string attribute) =>
        _attributes.TryGetValue(attribute, out AttributeProto? value) ? value.Ints.Select(number => (int)number).ToArray() : null;

    /// <summary>Integers that later versions of an operator take as an input.</summary>
    public int[]? Integers(string attribute, int place) => Integers(attribute) ?? OptionalInput(place)?.Integers;

    /// <summary>The attribute axis, counted from the first one.</summary>
    public int Axis(int rank, int otherwise) => FromFront(Integer("axis", otherwise), rank);

    /// <summary>An axis that may be counted from the last one, counted from the first.</summary>
    public static int FromFront(int axis, int rank) => axis < 0 ? axis + rank : axis;
}
