using System;

namespace CnnGen.Benchmarks.Onnx;

/// <summary>A model with the shapes of its one input and one output, batch first.</summary>
/// <param name="Bytes">The ONNX file's content.</param>
/// <param name="InputShape">The input's shape.</param>
/// <param name="OutputShape">The output's shape.</param>
internal sealed record OnnxModel(byte[] Bytes, int[] InputShape, int[] OutputShape);

/// <summary>The networks of Networks.cs as ONNX models.</summary>
internal static class OnnxModels
{
    /// <summary>LeNet-5.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="batch">Samples of one run.</param>
    public static OnnxModel LeNet5(ParameterCollection parameters, int batch)
    {
        OnnxTensor Weight(string name) => Tensor(parameters, name);
        return Finish([batch, 1, 28, 28], [batch, 10], model => model
            .Conv(Weight("conv1.weight"), Weight("conv1.bias"), pad: 2).Relu().MaxPool(2)
            .Conv(Weight("conv2.weight"), Weight("conv2.bias"), pad: 0).Relu().MaxPool(2)
            .Flatten()
            .Linear(Weight("fc1.weight"), Weight("fc1.bias")).Relu()
            .Linear(Weight("fc2.weight"), Weight("fc2.bias")).Relu()
            .Linear(Weight("fc3.weight"), Weight("fc3.bias")));
    }

    /// <summary>The single 3x3 convolution of 256 to 256 channels.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="batch">Samples of one run.</param>
    public static OnnxModel Conv256(ParameterCollection parameters, int batch) =>
        Finish([batch, 256, 56, 56], [batch, 256, 56, 56], model => model
            .Conv(Tensor(parameters, "conv1.weight"), Tensor(parameters, "conv1.bias"), pad: 1));

    private static OnnxModel Finish(int[] inputShape, int[] outputShape, Func<OnnxWriter, OnnxWriter> layers) =>
        new(layers(new OnnxWriter(inputShape)).ToModel(outputShape), inputShape, outputShape);

    private static OnnxTensor Tensor(ParameterCollection parameters, string name)
    {
        Parameter parameter = parameters[name];
        return new OnnxTensor(name, parameter.Shape, parameter.Value);
    }
}
