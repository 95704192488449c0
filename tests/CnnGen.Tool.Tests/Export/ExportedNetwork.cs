using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using CnnGen.Export;
using CnnGen.Export.Compiling;
using CnnGen.Generator.Graph;
using CnnGen.Onnx.Format;
using CnnGen.Tests;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Xunit;

namespace CnnGen.Tool.Tests.Export;

/// <summary>Compares what a class computes with what ONNX Runtime computes of the file that is exported of it.</summary>
internal static class ExportedNetwork
{
    /// <summary>A network of a source, after the using of the attributes.</summary>
    public static ReadNetwork Read(string source, string name)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["Networks.cs"], "using CnnGen;\n" + source);
        return NetworkReader.Read([folder["Networks.cs"]], [], name);
    }

    /// <summary>Exports a network with weights of its compiled class.</summary>
    public static ModelProto Export(CompiledNetwork network, ReadNetwork read)
    {
        using TemporaryFolder folder = new();
        network.Save(folder["weights.safetensors"]);
        return OnnxExporter.Export(read, NetworkParameters.Read(read.Graph, folder["weights.safetensors"]).Values);
    }

    /// <summary>A compiled class with seeded weights, none of which is a plain zero or one.</summary>
    public static CompiledNetwork Create(Assembly assembly, string name)
    {
        CompiledNetwork network = CompiledNetwork.Create(assembly, name, seed: 1);
        network.Disturb();
        return network;
    }

    /// <summary>Fails unless a class computes what ONNX Runtime computes of a model, for several samples.</summary>
    /// <param name="network">The class.</param>
    /// <param name="model">The model.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="defaultName">What the class calls the output that has no name.</param>
    public static void AssertAgrees(CompiledNetwork network, ModelProto model, int samples = 2, string defaultName = OutputMarks.DefaultName)
    {
        float[] input = ModelBuilder.Numbers(samples * network.Info.InputShape.Aggregate(1, static (product, size) => product * size), seed: 9);
        Dictionary<string, float[]> actual = network.Forward(input);
        Dictionary<string, float[]> expected = Run(model, input, [samples, .. network.Info.InputShape])
            .ToDictionary(output => output.Key == OutputMarks.DefaultName ? defaultName : output.Key, static output => output.Value);
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, output => Recorded.AssertClose(output.Value, actual[output.Key]));
    }

    /// <summary>The outputs of ONNX Runtime by name.</summary>
    private static Dictionary<string, float[]> Run(ModelProto model, float[] input, int[] shape)
    {
        using SessionOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using InferenceSession session = new(model.ToByteArray(), options);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results =
            session.Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(input.AsMemory(), shape))]);
        return results.ToDictionary(static result => result.Name, static result => result.AsTensor<float>().ToArray());
    }
}
