using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Benchmarks.Onnx;

/// <summary>Writes one layer of a network as the operators that compute it.</summary>
/// <param name="writer">Receives the operators.</param>
/// <param name="layer">The layer.</param>
/// <param name="inputs">What it takes.</param>
/// <param name="inputShape">The first input's shape, without the batch.</param>
/// <param name="parameters">The network's weights.</param>
internal sealed class OnnxLayer(OnnxWriter writer, LayerInfo layer, string[] inputs, IReadOnlyList<int> inputShape, ParameterCollection parameters)
{
    private const float Epsilon = 1e-5f;

    private readonly LayerText _text = new(layer.Kind);

    /// <summary>Writes it.</summary>
    /// <returns>The output's name.</returns>
    /// <exception cref="NotSupportedException">It has no counterpart here.</exception>
    public string Write()
    {
        _text.AllowOnly(_text.Kind switch
        {
            "Conv" or "ConvTranspose" => ["Stride", "Pad", "Groups"],
            "DepthwiseConv" or "MaxPool" => ["Stride", "Pad"],
            "AvgPool" => ["Stride"],
            "PReLU" => ["PerChannel"],
            "InstanceNorm" => ["Affine"],
            "Upsample" => ["Mode"],
            _ => [],
        });
        return _text.Kind switch
        {
            "Conv" => Convolution("Conv", _text.Whole(1), _text.Whole("Groups", 1)),
            "DepthwiseConv" => Convolution("Conv", _text.Whole(0), inputShape[0]),
            "ConvTranspose" => Convolution("ConvTranspose", _text.Whole(1), _text.Whole("Groups", 1)),
            "MaxPool" => Pool("MaxPool", _text.Whole("Pad", 0)),
            "AvgPool" => Pool("AveragePool", pad: 0),
            "GlobalAvgPool" => Plain("GlobalAveragePool"),
            "Linear" => writer.Add("Gemm", [inputShape.Count > 1 ? Plain("Flatten") : inputs[0]], Weights("weight", "bias"), OnnxAttribute.Whole("transB", 1)),
            "BatchNorm" => writer.Add("BatchNormalization", inputs, Weights("weight", "bias", "running_mean", "running_var"), OnnxAttribute.Real("epsilon", Epsilon)),
            "LayerNorm" => writer.Add("LayerNormalization", inputs, Weights("weight", "bias"), OnnxAttribute.Whole("axis", 1), OnnxAttribute.Real("epsilon", Epsilon)),
            "GroupNorm" => writer.Add("GroupNormalization", inputs, Weights("weight", "bias"), OnnxAttribute.Whole("num_groups", _text.Whole(0)), OnnxAttribute.Real("epsilon", Epsilon)),
            "InstanceNorm" => writer.Add("InstanceNormalization", inputs, Weights("weight", "bias"), OnnxAttribute.Real("epsilon", Epsilon)),
            "LocalResponseNorm" => writer.Add("LRN", inputs, [], OnnxAttribute.Whole("size", _text.Whole(0))),
            "Softmax" or "LogSoftmax" => writer.Add(_text.Kind, inputs, [], OnnxAttribute.Whole("axis", 1)),
            "Concat" => writer.Add("Concat", inputs, [], OnnxAttribute.Whole("axis", 1)),
            "Add" or "Max" => inputs.Aggregate((joined, input) => writer.Add(_text.Kind, [joined, input], [])),
            "Upsample" => writer.Add("Resize", [inputs[0], ""], [new OnnxTensor(layer.Name + ".scales", [4], [1f, 1f, _text.Whole(0), _text.Whole(0)])], ResizeMode()),
            "PixelShuffle" => writer.Add("DepthToSpace", inputs, [], OnnxAttribute.Whole("blocksize", _text.Whole(0)), OnnxAttribute.Word("mode", "CRD")),
            "Flatten" => Plain("Flatten"),
            "Dropout" => inputs[0],
            _ => Activation(),
        };
    }

    private string Activation() => _text.Kind switch
    {
        "ReLU" => Plain("Relu"),
        "ReLU6" => writer.Add("Clip", inputs, [Constant("least", 0), Constant("most", 6)]),
        "LeakyReLU" => writer.Add("LeakyRelu", inputs, [], OnnxAttribute.Real("alpha", _text.Real(0))),
        "PReLU" => writer.Add("PRelu", inputs, [new OnnxTensor(layer.Name + ".slopes", [inputShape[0], 1, 1], parameters[layer.Name + ".weight"].Value)]),
        "HardSigmoid" => writer.Add("HardSigmoid", inputs, [], OnnxAttribute.Real("alpha", 1f / 6)),
        "ELU" => Plain("Elu"),
        "CELU" => Plain("Celu"),
        "SELU" => Plain("Selu"),
        "GELU" => Plain("Gelu"),
        "Mish" or "HardSwish" or "Sigmoid" or "Tanh" or "Softplus" or "Softsign" => Plain(_text.Kind),
        _ => throw new NotSupportedException($"{layer.Kind} has no counterpart in the ONNX that is written here"),
    };

    private string Plain(string operation) => writer.Add(operation, inputs, []);

    private string Convolution(string operation, int kernel, int groups) => writer.Add(
        operation, inputs, Weights("weight", "bias"), [.. Window(kernel, _text.Whole("Stride", 1), _text.Whole("Pad", 0)), OnnxAttribute.Whole("group", groups)]);

    private string Pool(string operation, int pad) => writer.Add(operation, inputs, [], [.. Window(_text.Whole(0), _text.Whole("Stride", _text.Whole(0)), pad)]);

    private OnnxAttribute ResizeMode() => OnnxAttribute.Word("mode", layer.Kind.Contains("Bilinear", StringComparison.Ordinal) ? "linear" : "nearest");

    private OnnxTensor Constant(string name, float value) => new($"{layer.Name}.{name}", [], [value]);

    private OnnxTensor[] Weights(params string[] names) => [.. names.Select(name => parameters[$"{layer.Name}.{name}"]).Select(parameter => new OnnxTensor(parameter.Name, parameter.Shape, parameter.Value))];

    private static OnnxAttribute[] Window(int kernel, int stride, int pad) =>
        [OnnxAttribute.List("kernel_shape", kernel, kernel), OnnxAttribute.List("strides", stride, stride), OnnxAttribute.List("pads", pad, pad, pad, pad)];
}
