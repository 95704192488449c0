using System.Collections.Generic;

namespace CnnGen.Benchmarks.Onnx;

/// <summary>Writes a chain of layers as an ONNX model: operator set 13, format version 8. Field numbers are those of onnx.proto.</summary>
/// <example><code>byte[] model = new OnnxWriter([1, 256, 56, 56]).Conv(weight, bias, pad: 1).ToModel([1, 256, 56, 56]);</code></example>
/// <param name="inputShape">The input's shape, batch first.</param>
internal sealed class OnnxWriter(IReadOnlyList<int> inputShape)
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
    private readonly List<OnnxTensor> _weights = [];

    /// <summary>Adds a convolution with square windows and equal padding on all sides.</summary>
    /// <param name="weight">Filters, channels, kernel height, kernel width.</param>
    /// <param name="bias">One a filter.</param>
    /// <param name="pad">Zeros on each side.</param>
    public OnnxWriter Conv(OnnxTensor weight, OnnxTensor bias, int pad) =>
        Add("Conv", [weight, bias],
            new Attribute("kernel_shape", weight.Shape[2], weight.Shape[3]),
            new Attribute("pads", pad, pad, pad, pad));

    /// <summary>Adds a rectifier.</summary>
    public OnnxWriter Relu() => Add("Relu", []);

    /// <summary>Adds a maximum pool whose windows do not overlap.</summary>
    /// <param name="kernel">The windows' height and width.</param>
    public OnnxWriter MaxPool(int kernel) =>
        Add("MaxPool", [], new Attribute("kernel_shape", kernel, kernel), new Attribute("strides", kernel, kernel));

    /// <summary>Makes a row of each sample.</summary>
    public OnnxWriter Flatten() => Add("Flatten", []);

    /// <summary>Adds a linear layer.</summary>
    /// <param name="weight">Outputs, inputs.</param>
    /// <param name="bias">One an output.</param>
    public OnnxWriter Linear(OnnxTensor weight, OnnxTensor bias) =>
        Add("Gemm", [weight, bias], new Attribute("transB", 1) { Scalar = true });

    /// <summary>The model's bytes.</summary>
    /// <param name="outputShape">The output's shape, batch first.</param>
    public byte[] ToModel(IReadOnlyList<int> outputShape)
    {
        ProtobufWriter model = new();
        model.Number(1, FormatVersion);
        model.Text(2, "CnnGen.Benchmarks");
        model.Message(7, graph => WriteGraph(graph, outputShape));
        model.Message(8, operators => operators.Number(2, OperatorSet));
        return model.ToArray();
    }

    private static void WriteNode(ProtobufWriter writer, Node node, string input, string output)
    {
        writer.Text(1, input);
        foreach (OnnxTensor weight in node.Weights)
        {
            writer.Text(1, weight.Name);
        }

        writer.Text(2, output);
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

    private OnnxWriter Add(string name, OnnxTensor[] weights, params Attribute[] attributes)
    {
        _nodes.Add(new Node(name, weights, attributes));
        _weights.AddRange(weights);
        return this;
    }

    private void WriteGraph(ProtobufWriter writer, IReadOnlyList<int> outputShape)
    {
        string running = Input;
        for (int index = 0; index < _nodes.Count; index++)
        {
            Node node = _nodes[index];
            string input = running;
            string output = index == _nodes.Count - 1 ? Output : $"{node.Operator}{index}";
            writer.Message(1, inner => WriteNode(inner, node, input, output));
            running = output;
        }

        writer.Text(2, "network");
        foreach (OnnxTensor weight in _weights)
        {
            writer.Message(5, inner => WriteWeight(inner, weight));
        }

        writer.Message(11, inner => WriteValue(inner, Input, inputShape));
        writer.Message(12, inner => WriteValue(inner, Output, outputShape));
    }

    private sealed record Node(string Operator, OnnxTensor[] Weights, Attribute[] Attributes);

    private sealed record Attribute(string Name, params int[] Values)
    {
        public bool Scalar { get; init; }
    }
}
