using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Benchmarks.Onnx;

/// <summary>Writes layers as an ONNX model: operator set 21, format version 10. Field numbers are those of onnx.proto.</summary>
/// <example>
/// <code>
/// OnnxWriter writer = new();
/// string output = writer.Add("Conv", [OnnxWriter.Input], [weight, bias], OnnxAttribute.List("pads", 1, 1, 1, 1));
/// byte[] model = writer.ToModel(output, [1, 256, 56, 56], [1, 256, 56, 56]);
/// </code>
/// </example>
internal sealed class OnnxWriter
{
    /// <summary>The name of the model's input.</summary>
    public const string Input = "input";

    /// <summary>The name of the model's output.</summary>
    public const string Output = "output";

    private const int FormatVersion = 10;
    private const int OperatorSet = 21;
    private const int FloatType = 1;

    private readonly List<Node> _nodes = [];

    /// <summary>Adds an operator.</summary>
    /// <param name="operation">Its name in ONNX.</param>
    /// <param name="inputs">The outputs that it takes; "" for one that is left out.</param>
    /// <param name="weights">The tensors that it takes behind them.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The output's name.</returns>
    public string Add(string operation, string[] inputs, OnnxTensor[] weights, params OnnxAttribute[] attributes)
    {
        string output = $"{operation}{_nodes.Count}";
        _nodes.Add(new Node(operation, inputs, output, weights, attributes));
        return output;
    }

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
        foreach (OnnxAttribute attribute in node.Attributes)
        {
            writer.Message(5, attribute.Write);
        }
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

    private sealed record Node(string Operator, string[] Inputs, string Output, OnnxTensor[] Weights, OnnxAttribute[] Attributes);
}
