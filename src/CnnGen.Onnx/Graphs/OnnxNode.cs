using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Format;
using CnnGen.Onnx.Reading;

namespace CnnGen.Onnx.Graphs;

/// <summary>A node of the file's graph. It remembers which of its attributes were asked for: the others are not understood.</summary>
internal sealed class OnnxNode
{
    private readonly Dictionary<string, AttributeProto> _attributes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly TensorReader _tensors;

    /// <param name="node">The message.</param>
    /// <param name="version">The version of the operators' definitions that the file follows.</param>
    /// <param name="tensors">Reads attributes that are tensors.</param>
    public OnnxNode(NodeProto node, int version, TensorReader tensors)
    {
        _tensors = tensors;
        Operator = node.OpType;
        Domain = node.Domain;
        Version = version;
        Inputs = [.. node.Input];
        Outputs = [.. node.Output];
        Name = node.Name.Length > 0 ? node.Name : Outputs.FirstOrDefault(static output => output.Length > 0) ?? "";
        HasName = node.Name.Length > 0;
        foreach (AttributeProto attribute in node.Attribute)
        {
            _attributes[attribute.Name] = attribute;
        }
    }

    /// <summary>Its name, or its first output's.</summary>
    public string Name { get; }

    /// <summary>Whether the file gives it a name of its own.</summary>
    public bool HasName { get; }

    public string Operator { get; }

    public string Domain { get; }

    public int Version { get; }

    /// <summary>The names of what it takes; an empty one is left out.</summary>
    public IReadOnlyList<string> Inputs { get; }

    public IReadOnlyList<string> Outputs { get; }

    /// <summary>Attributes that nothing has asked for.</summary>
    public IEnumerable<string> Unread => _attributes.Keys.Where(name => !_read.Contains(name)).Order(StringComparer.Ordinal);

    public bool Has(string attribute) => Find(attribute) is not null;

    /// <summary>Says that attributes make no difference here.</summary>
    public void Ignore(params ReadOnlySpan<string> attributes)
    {
        foreach (string attribute in attributes)
        {
            _read.Add(attribute);
        }
    }

    public double Number(string attribute, double otherwise) => Find(attribute)?.F ?? otherwise;

    public int Integer(string attribute, int otherwise) => Find(attribute) is { } found ? Size(found.I) : otherwise;

    public bool Flag(string attribute, bool otherwise = false) => Integer(attribute, otherwise ? 1 : 0) != 0;

    public string Text(string attribute, string otherwise) => Find(attribute)?.S.ToStringUtf8() ?? otherwise;

    public int[]? Integers(string attribute) => Find(attribute) is { } found ? [.. found.Ints.Select(Size)] : null;

    public float[]? Reals(string attribute) => Find(attribute) is { } found ? [.. found.Floats] : null;

    public Constant? Tensor(string attribute) => Find(attribute)?.T is { } tensor ? _tensors.Read(tensor) : null;

    private static int Size(long value) => (int)Math.Clamp(value, -int.MaxValue, int.MaxValue);

    private AttributeProto? Find(string attribute)
    {
        _read.Add(attribute);
        return _attributes.GetValueOrDefault(attribute);
    }
}
