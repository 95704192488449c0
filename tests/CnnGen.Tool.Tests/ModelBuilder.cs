using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx;
using CnnGen.Onnx.Format;
using Google.Protobuf;
using Xunit;

namespace CnnGen.Tool.Tests;

/// <summary>Writes small models as exporters do.</summary>
internal sealed class ModelBuilder
{
    private const int Float = 1;
    private const int Int64 = 7;
    private const int Float16 = 10;

    private readonly ModelProto _model = new() { IrVersion = 8, Graph = new GraphProto { Name = "graph" }, ProducerName = "tests" };
    private int _nodes;

    /// <summary>A model of one input, <c>x</c>, whose last node makes its output.</summary>
    /// <param name="version">The version of the operators.</param>
    /// <param name="shape">The input's shape; 0 leaves an axis open.</param>
    public ModelBuilder(int version, params int[] shape)
    {
        _model.OpsetImport.Add(new OperatorSetIdProto { Version = version });
        TensorTypeProto type = new() { ElemType = Float, Shape = new TensorShapeProto() };
        type.Shape.Dim.Add(shape.Select(static size => size > 0 ? new DimensionProto { DimValue = size } : new DimensionProto { DimParam = "N" }));
        _model.Graph.Input.Add(new ValueInfoProto { Name = "x", Type = new TypeProto { TensorType = type } });
    }

    public ModelProto Model => _model;

    /// <summary>Numbers that are not all alike, small, and the same whenever they are asked for.</summary>
    public static float[] Numbers(int count, int seed = 1)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.Next(33) - 16) / 16f)];
    }

    /// <summary>An initializer of float32.</summary>
    public ModelBuilder Weights(string name, int[] shape, float[]? values = null)
    {
        float[] numbers = values ?? Numbers(shape.Aggregate(1, static (product, size) => product * size), name.Length);
        _model.Graph.Initializer.Add(Tensor(name, Float, shape, numbers.SelectMany(BitConverter.GetBytes)));
        return this;
    }

    /// <summary>An initializer of float16.</summary>
    public ModelBuilder Halves(string name, int[] shape, float[] values)
    {
        _model.Graph.Initializer.Add(Tensor(name, Float16, shape, values.SelectMany(static value => BitConverter.GetBytes((Half)value))));
        return this;
    }

    /// <summary>A node that is a constant of whole numbers; of none of them a scalar is made by an empty shape.</summary>
    public ModelBuilder Integers(string name, int[]? shape, params long[] values)
    {
        NodeProto node = new() { OpType = "Constant" };
        node.Output.Add(name);
        node.Attribute.Add(new AttributeProto { Name = "value", Type = 4, T = Tensor("", Int64, shape ?? [values.Length], values.SelectMany(BitConverter.GetBytes)) });
        _model.Graph.Node.Add(node);
        return this;
    }

    /// <summary>A node.</summary>
    /// <param name="text">Its outputs, its operator and its inputs: <c>y = Conv x w b</c>.</param>
    /// <param name="attributes">Numbers, texts and lists of whole numbers by name.</param>
    public ModelBuilder Node(string text, params (string Name, object Value)[] attributes)
    {
        string[] parts = text.Split(' ');
        int equals = Array.IndexOf(parts, "=");
        NodeProto node = new() { OpType = parts[equals + 1], Name = $"node{++_nodes}" };
        node.Output.Add(parts[..equals]);
        node.Input.Add(parts[(equals + 2)..].Select(static input => input == "-" ? "" : input));
        node.Attribute.Add(attributes.Select(static attribute => Attribute(attribute.Name, attribute.Value)));
        _model.Graph.Node.Add(node);
        return this;
    }

    /// <summary>Imports the model; its outputs are those that no node takes, unless some are named.</summary>
    public ImportResult Import(ImportOptions? options = null, params string[] outputs)
    {
        string[] named = outputs.Length > 0 ? outputs
            : [.. _model.Graph.Node.SelectMany(static node => node.Output).Except(_model.Graph.Node.SelectMany(static node => node.Input))];
        _model.Graph.Output.Clear();
        _model.Graph.Output.Add(named.Select(static name => new ValueInfoProto { Name = name }));
        return OnnxImporter.Import(_model, "model.onnx", null, options ?? new ImportOptions { IsTrained = false });
    }

    /// <summary>The attributes of the class that the model becomes, line by line.</summary>
    public string Attributes(ImportOptions? options = null)
    {
        ImportResult result = Import(options);
        Assert.True(result.Problems.Count == 0, string.Join("\n", result.Problems));
        IEnumerable<string> lines = result.Network!.ClassText.Split('\n').Where(static line => line.StartsWith('['));
        return string.Join("\n", lines.Where(static line => !line.StartsWith("[Input", StringComparison.Ordinal)).Select(static line => line.Replace("[Network(Training = false)]", "", StringComparison.Ordinal))).Trim();
    }

    /// <summary>What the model says to be wrong.</summary>
    public IReadOnlyList<string> Problems(ImportOptions? options = null)
    {
        ImportResult result = Import(options);
        Assert.Null(result.Network);
        return [.. result.Problems.Select(static problem => problem.ToString())];
    }

    private static TensorProto Tensor(string name, int type, int[] shape, IEnumerable<byte> bytes)
    {
        TensorProto tensor = new() { Name = name, DataType = type, RawData = ByteString.CopyFrom([.. bytes]) };
        tensor.Dims.Add(shape.Select(static size => (long)size));
        return tensor;
    }

    private static AttributeProto Attribute(string name, object value)
    {
        AttributeProto attribute = new() { Name = name };
        switch (value)
        {
            case int number:
                (attribute.I, attribute.Type) = (number, 2);
                break;
            case double number:
                (attribute.F, attribute.Type) = ((float)number, 1);
                break;
            case string text:
                (attribute.S, attribute.Type) = (ByteString.CopyFromUtf8(text), 3);
                break;
            case int[] numbers:
                attribute.Ints.Add(numbers.Select(static number => (long)number));
                attribute.Type = 7;
                break;
            default:
                throw new ArgumentException($"{value} is no attribute", nameof(value));
        }

        return attribute;
    }
}
