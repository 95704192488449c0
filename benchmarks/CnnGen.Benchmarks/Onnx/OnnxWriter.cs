using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Benchmarks.Onnx;

/// <summary>Writes layers as an ONNX model: operator set 13, format version 8. Field numbers are those of onnx.proto.</summary>
/// <example>
/// <code>
/// OnnxWriter writer = new();
/// string output = writer.Conv(OnnxWriter.Input, [weight, bias], stride: 1, pad: 1, groups: 1);
/// byte[] model = writer.ToModel(output, [1, 256, 56, 56], [1, 256, 56, 56]);
/// </code>
/// </example>
internal sealed class OnnxWriter
{
    /// <summary>The name of the model's input.</summary>
    public const string Input = "input";

    /// <summary>The name of the model's output.</summary>
    public const string Output = "output";

    private const int FormatVersion = 8;
    private const int OperatorSet = 13;
    private const int FloatType = 1;
    private const int IntAttribute = 2;
    private const int IntsAttribute = 7;

    private readonly List<Node> _nodes = [];

    /// <summary>Adds a convolution with equal strides and padding on all sides.</summary>
    /// <param name="input">The output that it takes.</param>
    /// <param name="weights">Filters, channels of a group, kernel height, kernel width; one number a filter.</param>
    /// <param name="stride">Rows and columns from window to window.</param>
    /// <param name="pad">Zeros on each side.</param>
    /// <param name="groups">Groups of channels.</param>
    /// <returns>The output's name, here and below.</returns>
    public string Conv(string input, OnnxTensor[] weights, int stride, int pad, int groups) =>
        Add("Conv", [input], weights,
            new Attribute("kernel_shape", weights[0].Shape[2], weights[0].Shape[3]),
            new Attribute("strides", stride, stride),
            new Attribute("pads", pad, pad, pad, pad),
            new Attribute("group", groups) { Scalar = true });

    /// <summary>Adds a pool; windows that do not fit are dropped.</summary>
    /// <param name="operation">MaxPool or AveragePool.</param>
    /// <param name="input">The output that it takes.</param>
    /// <param name="kernel">The windows' height and width.</param>
    /// <param name="stride">Rows and columns from window to window.</param>
    /// <param name="pad">Rows and columns on each side that no maximum is taken from.</param>
    public string Pool(string operation, string input, int kernel, int stride, int pad) =>
        Add(operation, [input], [],
            new Attribute("kernel_shape", kernel, kernel),
            new Attribute("strides", stride, stride),
            new Attribute("pads", pad, pad, pad, pad));

    /// <summary>Adds an operation that has neither weights nor attributes.</summary>
    /// <param name="operation">Its name.</param>
    /// <param name="inputs">The outputs that it takes.</param>
    public string Plain(string operation, params string[] inputs) => Add(operation, inputs, []);

    /// <summary>Adds a linear layer.</summary>
    /// <param name="input">The output that it takes: a row a sample.</param>
    /// <param name="weights">Outputs, inputs; one number an output.</param>
    public string Linear(string input, OnnxTensor[] weights) => Add("Gemm", [input], weights, new Attribute("transB", 1) { Scalar = true });

    /// <summary>The model's bytes.</summary>
    /// <param name="result">The output that is the model's; it is called <see cref="Output"/> there.</param>
    /// <param name="inputShape">The input's shape, batch first.</param>
    /// <param name="outputShape">The output's shape, batch first.</param>
    public byte[] ToModel(string result, IReadOnlyList<int> inputShape, IReadOnlyList<int> outputShape)
    {
        ProtobufWriter model = new();
        model.Number(1, FormatVersion);
        model.Text(2, "CnnGen.Benchmarks");
        model.Message(7, graph => WriteGraph(graph, result, inputShape, outputShape));
        model.Message(8, operators => operators.Number(2, OperatorSet));
        return model.ToArray();
    }

    private static void WriteNode(ProtobufWriter writer, Node node, string result)
    {
        foreach (string input in node.Inputs)
        {
            writer.Text(1, input == result ? Output : input);
        }

        foreach (OnnxTensor weight in node.Weights)
        {
            writer.Text(1, weight.Name);
        }

        writer.Text(2, node.Output == result ? Output : node.Output);
        writer.Text(4, node.Operator);
        foreach (Attribute attribute in node.Attributes)
        {
            writer.Message(5, inner => WriteAttribute(inner, attribute));
        }
    }

    private static void WriteAttribute(ProtobufWriter writer, Attribute attribute)
    {
        writer.Text(1, attribute.Name);
        foreach (int value in attribute.Values)
        {
            writer.Number(attribute.Scalar ? 3 : 8, value);
        }

        writer.Number(20, attribute.Scalar ? IntAttribute : IntsAttribute);
    }

    private static void WriteWeight(ProtobufWriter writer, OnnxTensor weight)
    {
        foreach (int size in weight.Shape)
        {
            writer.Number(1, size);
        }

        writer.Number(2, FloatType);
        writer.Text(8, weight.Name);
        writer.Floats(9, weight.Values);
    }

    private static void WriteValue(ProtobufWriter writer, string name, IReadOnlyList<int> shape)
    {
        writer.Text(1, name);
        writer.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Number(1, FloatType);
            tensor.Message(2, sizes =>
            {
                foreach (int size in shape)
                {
                    sizes.Message(1, dimension => dimension.Number(1, size));
                }
            });
        }));
    }

    private string Add(string operation, string[] inputs, OnnxTensor[] weights, params Attribute[] attributes)
    {
        string output = $"{operation}{_nodes.Count}";
        _nodes.Add(new Node(operation, inputs, output, weights, attributes));
        return output;
    }

    private void WriteGraph(ProtobufWriter writer, string result, IReadOnlyList<int> inputShape, IReadOnlyList<int> outputShape)
    {
        foreach (Node node in _nodes)
        {
            writer.Message(1, inner => WriteNode(inner, node, result));
        }

        writer.Text(2, "network");
        foreach (OnnxTensor weight in _nodes.SelectMany(node => node.Weights))
        {
            writer.Message(5, inner => WriteWeight(inner, weight));
        }

        writer.Message(11, inner => WriteValue(inner, Input, inputShape));
        writer.Message(12, inner => WriteValue(inner, Output, outputShape));
    }

    private sealed record Node(string Operator, string[] Inputs, string Output, OnnxTensor[] Weights, Attribute[] Attributes);

    private sealed record Attribute(string Name, params int[] Values)
    {
        public bool Scalar { get; init; }
    }
}
