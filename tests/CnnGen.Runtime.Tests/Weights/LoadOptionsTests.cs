using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>Files that are not quite the network's own: other names, other heads, more and less than is wanted.</summary>
public sealed class LoadOptionsTests
{
    private static readonly float[] Kernel = [1, 2, 3, 4];

    [Fact]
    public void FileOfTheNetwork_IsLoadedWhole()
    {
        ParameterCollection parameters = Parameters();
        LoadReport report = Load(parameters, null, ("body.weight", [2, 2], Kernel), ("head.weight", [3], [5, 6, 7]));
        Assert.Equal(Kernel, parameters["body.weight"].Value);
        Assert.Equal([5, 6, 7], parameters["head.weight"].Value);
        Assert.Equal([new("body.weight", "body.weight"), new LoadedTensor("head.weight", "head.weight")], report.Loaded);
        Assert.Empty(report.Missing);
        Assert.Empty(report.LeftOver);
        Assert.Empty(report.Differing);
        Assert.Equal("2 loaded", report.ToString());
    }

    [Fact]
    public void Names_LoseThePrefix_ThenAreMapped_ThenRenamed()
    {
        LoadOptions options = new()
        {
            Prefix = "module.",
            Map = new Dictionary<string, string> { ["classifier"] = "head.weight" },
            Rename = name => name == "step" ? null : name.Replace("trunk", "body", StringComparison.Ordinal),
        };
        ParameterCollection parameters = Parameters();
        LoadReport report = Load(parameters, options, ("module.trunk.weight", [2, 2], Kernel), ("classifier", [3], [5, 6, 7]), ("module.step", [1], [9]));
        Assert.Equal(Kernel, parameters["body.weight"].Value);
        Assert.Equal([5, 6, 7], parameters["head.weight"].Value);
        Assert.Equal([new("body.weight", "module.trunk.weight"), new LoadedTensor("head.weight", "classifier")], report.Loaded);
        Assert.Equal(["module.step"], report.LeftOver);
    }

    [Fact]
    public void WhatIsAllowed_IsReported_AndKeepsItsElements()
    {
        LoadOptions options = new() { MayDiffer = name => name.StartsWith("head", StringComparison.Ordinal), MayBeMissing = name => name == "body.weight", MayBeLeftOver = name => name == "extra" };
        ParameterCollection parameters = Parameters();
        LoadReport report = Load(parameters, options, ("head.weight", [1000], new float[1000]), ("extra", [1], [1]));
        Assert.All(parameters, parameter => Assert.All(parameter.Value, value => Assert.Equal(-1, value)));
        Assert.Equal(
            "0 loaded\n1 of another shape: 'head.weight' [3], in the file [1000]\n1 missing: 'body.weight'\n1 left over: 'extra'", report.ToString());
    }

    [Theory]
    [InlineData("body.weights", "tensor 'body.weight' is missing; expected F32 [2, 2], found 'body.weights', 'head.weight'; the nearest is 'body.weights'")]
    [InlineData("nothing.like.it.at.all", "tensor 'body.weight' is missing; expected F32 [2, 2], found 'nothing.like.it.at.all', 'head.weight'")]
    public void WhatIsMissing_IsToldWithTheNearest(string name, string message)
    {
        ParameterCollection parameters = Parameters();
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Load(parameters, null, (name, [2, 2], Kernel), ("head.weight", [3], [5, 6, 7])));
        Assert.Equal(message, exception.Message);
        Assert.All(parameters, parameter => Assert.All(parameter.Value, value => Assert.Equal(-1, value)));
    }

    /// <summary>Files of before PyTorch 0.4.1 do not count batches, and PyTorch loads them.</summary>
    [Fact]
    public void CountOfBatches_MayBeMissing()
    {
        WeightLayout layout = new(
            [
                new ParameterDescriptor("bn.weight", [3], new WeightPack(1, 3, 1, 1, 16), 0, Initialization.Ones, 1, true),
                new ParameterDescriptor("bn.num_batches_tracked", [], new WeightPack(1, 1, 1, 1, 16), 16, Initialization.Zeros, 1, true, ParameterRole.Counter),
            ],
            32);
        NetworkWeights loaded = NetworkWeights.Load(layout, File(("bn.weight", [3], [5, 6, 7])));
        Assert.Equal([5, 6, 7], loaded.Parameters["bn.weight"].Value);
        Assert.Equal([0], loaded.Parameters["bn.num_batches_tracked"].Value);
        Assert.Equal(["bn.num_batches_tracked"], Load(loaded.Parameters, null, ("bn.weight", [3], [5, 6, 7])).Missing);
    }

    [Fact]
    public void WhatIsLeftOver_IsToldWithTheNearest()
    {
        LoadOptions options = new() { MayBeMissing = static _ => true };
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Load(Parameters(), options, ("head.weigth", [3], [5, 6, 7])));
        Assert.EndsWith("is not the network's; expected only 'body.weight', 'head.weight'; the nearest is 'head.weight'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherShape_IsToldWithBoth() => Assert.Equal(
        "tensor 'head.weight' is F32 [4]; expected F32 [3]",
        Assert.Throws<InvalidDataException>(() => Load(Parameters(), null, ("body.weight", [2, 2], Kernel), ("head.weight", [4], Kernel))).Message);

    [Fact]
    public void TwoTensorsOfOneName_AreTold() => Assert.Equal(
        "tensors 'a' and 'b' would both be 'head.weight'",
        Assert.Throws<InvalidDataException>(() => Load(Parameters(), new LoadOptions { Rename = static _ => "head.weight" }, ("a", [3], [1, 2, 3]), ("b", [3], [1, 2, 3]))).Message);

    /// <summary>Through a stream that cannot seek, past tensors at either end that nobody wants; and one that is cut changes nothing.</summary>
    [Fact]
    public void StreamThatCannotSeek_IsReadPastWhatIsLeftOver()
    {
        byte[] file = File(("a", [2], [8, 9]), ("body.weight", [2, 2], Kernel), ("head.weight", [3], [5, 6, 7]), ("z", [2], [8, 9]));
        LoadOptions options = new() { MayBeLeftOver = static name => name.Length == 1 };
        ParameterCollection parameters = Parameters();
        Assert.Equal(["a", "z"], parameters.Load(Packed(file), options).LeftOver);
        Assert.Equal(Kernel, parameters["body.weight"].Value);

        ParameterCollection others = Parameters();
        Assert.Throws<InvalidDataException>(() => others.Load(Packed(file[..^1]), options));
        Assert.Throws<InvalidDataException>(() => others.Load(Packed([.. file, 1]), options));
        Assert.All(others, parameter => Assert.All(parameter.Value, value => Assert.Equal(-1, value)));
    }

    [Fact]
    public void File_IsNamedInTheMessage()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "resnet18.safetensors");
        System.IO.File.WriteAllBytes(path, File(("body.weight", [2, 2], Kernel)));
        Assert.StartsWith("resnet18.safetensors: tensor 'head.weight' is missing", Assert.Throws<InvalidDataException>(() => Parameters().Load(path, new LoadOptions())).Message, StringComparison.Ordinal);
        Assert.Equal(["head.weight"], Parameters().Load(path, new LoadOptions { MayBeMissing = static name => name.StartsWith("head", StringComparison.Ordinal) }).Missing);
    }

    private static ParameterCollection Parameters()
    {
        WeightLayout layout = new(
            [
                new ParameterDescriptor("body.weight", [2, 2], new WeightPack(1, 2, 2, 1, 16), 0, Initialization.HeNormal, 2, true),
                new ParameterDescriptor("head.weight", [3], new WeightPack(1, 3, 1, 1, 16), 32, Initialization.Zeros, 1, true),
            ],
            48);
        ParameterCollection parameters = new NetworkWeights(layout).Parameters;
        foreach (Parameter parameter in parameters)
        {
            parameter.Value = Enumerable.Repeat(-1f, parameter.Length).ToArray();
        }

        return parameters;
    }

    private static LoadReport Load(ParameterCollection parameters, LoadOptions? options, params (string Name, int[] Shape, float[] Values)[] tensors)
    {
        using MemoryStream stream = new(File(tensors));
        return parameters.Load(stream, options ?? new LoadOptions());
    }

    private static byte[] File(params (string Name, int[] Shape, float[] Values)[] tensors)
    {
        using MemoryStream stream = new();
        SafetensorsWriter writer = new(stream, [.. tensors.Select(static tensor => (tensor.Name, (IReadOnlyList<int>)tensor.Shape, "F32"))], new Dictionary<string, string>());
        foreach ((_, _, float[] values) in tensors)
        {
            writer.Write(values);
        }

        writer.Finish();
        return stream.ToArray();
    }

    private static DeflateStream Packed(byte[] bytes)
    {
        MemoryStream packed = new();
        using (DeflateStream deflate = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        packed.Position = 0;
        return new DeflateStream(packed, CompressionMode.Decompress);
    }
}
