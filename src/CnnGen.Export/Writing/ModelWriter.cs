using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using CnnGen.Onnx.Format;
using Google.Protobuf;

namespace CnnGen.Export.Writing;

/// <summary>Puts an ONNX model together: operators, constants, and names of which there is one of each.</summary>
internal sealed class ModelWriter
{
    /// <summary>The version of the operators: that of ONNX 1.12, which has all that the layers need but <c>Gelu</c> and <c>GroupNormalization</c>.</summary>
    public const int OperatorVersion = 17;

    private const int FormatVersion = 8;
    private const int FloatType = 1;
    private const int Int64Type = 7;

    private readonly GraphProto _graph;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _makers = new(StringComparer.Ordinal);

    public ModelWriter(string name, string producerVersion)
    {
        _graph = new GraphProto { Name = name };
        Model = new ModelProto { IrVersion = FormatVersion, ProducerName = "cnngen", ProducerVersion = producerVersion, Graph = _graph };
        Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = OperatorVersion });
    }

    public ModelProto Model { get; }

    public int NodeCount => _graph.Node.Count;

    /// <summary>A name that nothing else has: this one, or this one with a number.</summary>
    public string Unique(string name)
    {
        string unique = name;
        for (int number = 1; !_names.Add(unique); number++)
        {
            unique = FormattableString.Invariant($"{name}_{number}");
        }

        return unique;
    }

    public void AddInput(string name, IEnumerable<int> sample) => _graph.Input.Add(ValueOf(name, sample));

    public void AddOutput(string name, IEnumerable<int> sample) => _graph.Output.Add(ValueOf(name, sample));

    /// <summary>Adds an operator of one output.</summary>
    public void AddNode(string @operator, string output, IEnumerable<string> inputs, IEnumerable<AttributeProto> attributes)
    {
        NodeProto node = new() { OpType = @operator, Name = output };
        node.Output.Add(output);
        node.Input.Add(inputs);
        node.Attribute.Add(attributes);
        _graph.Node.Add(node);
        _makers[output] = @operator;
    }

    /// <summary>Adds a constant of float32.</summary>
    public void AddConstant(string name, IEnumerable<long> shape, ReadOnlySpan<float> values) => AddConstant(name, FloatType, shape, MemoryMarshal.AsBytes(values));

    /// <summary>Adds a constant of whole numbers.</summary>
    public void AddConstant(string name, ReadOnlySpan<long> values) => AddConstant(name, Int64Type, [values.Length], MemoryMarshal.AsBytes(values));

    /// <summary>Whether an operator of this kind makes a value.</summary>
    public bool IsMadeBy(string @operator, string value) => _makers.GetValueOrDefault(value) == @operator;

    /// <summary>Gives values other names, wherever they stand among the operators from one on.</summary>
    public void Rename(IReadOnlyDictionary<string, string> names, int first)
    {
        foreach (NodeProto node in _graph.Node.Skip(first))
        {
            node.Name = names.GetValueOrDefault(node.Name, node.Name);
            Rename(node.Input, names);
            Rename(node.Output, names);
            _makers[node.Output[0]] = node.OpType;
        }
    }

    private static void Rename(IList<string> values, IReadOnlyDictionary<string, string> names)
    {
        for (int i = 0; i < values.Count; i++)
        {
            values[i] = names.GetValueOrDefault(values[i], values[i]);
        }
    }

    // As bytes, which are the numbers with the lowest byte first, on the machines that .NET runs on.
    private void AddConstant(string name, int type, IEnumerable<long> shape, ReadOnlySpan<byte> bytes)
    {
        TensorProto tensor = new() { Name = name, DataType = type, RawData = ByteString.CopyFrom(bytes) };
        tensor.Dims.Add(shape);
        _graph.Initializer.Add(tensor);
    }

    private static ValueInfoProto ValueOf(string name, IEnumerable<int> sample)
    {
        TensorTypeProto type = new() { ElemType = FloatType, Shape = new TensorShapeProto() };
        type.Shape.Dim.Add(new DimensionProto { DimParam = "N" });
        type.Shape.Dim.Add(sample.Select(static size => new DimensionProto { DimValue = size }));
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = type } };
    }
}
