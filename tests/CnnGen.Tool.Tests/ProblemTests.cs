using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Onnx;
using CnnGen.Onnx.Format;
using CnnGen.Tests;
using Google.Protobuf;
using Xunit;

namespace CnnGen.Tool.Tests;

/// <summary>Files that cannot be imported: what is said of them, all of it at once.</summary>
public sealed class ProblemTests
{
    [Fact]
    public void EveryNodeThatIsWrong_IsListed()
    {
        IReadOnlyList<string> problems = new ModelBuilder(13, 1, 3, 8, 8).Weights("w", [4, 3, 3, 3])
            .Node("a = Conv x w", ("colour", 1)).Node("b = NonMaxSuppression a").Node("c = Relu b").Node("y = ArgMax x", ("axis", 1)).Problems();
        Assert.Equal(3, problems.Count);
        Assert.Contains(problems, static problem => problem.StartsWith("node1 (Conv): its attribute 'colour'", StringComparison.Ordinal));
        Assert.Contains(problems, static problem => problem.StartsWith("node2 (NonMaxSuppression): no layer computes this operator", StringComparison.Ordinal));
        Assert.Contains(problems, static problem => problem.StartsWith("node4 (ArgMax)", StringComparison.Ordinal));
    }

    [Fact]
    public void OperatorOfAnotherDomain_IsNamedWithIt()
    {
        ModelBuilder model = new ModelBuilder(13, 0, 4).Node("y = FusedGelu x");
        model.Model.Graph.Node[0].Domain = "com.microsoft";
        Assert.Contains("'com.microsoft'", Assert.Single(model.Problems()));
    }

    [Fact]
    public void SizeThatIsOpen_IsAskedFor()
    {
        ModelBuilder model = new ModelBuilder(13, 0, 3, 0, 0).Node("y = Relu x");
        Assert.Contains("--input", Assert.Single(model.Problems()));
        Assert.Equal([3, 8, 9], model.Import(new ImportOptions { InputSizes = [3, 8, 9] }).Network!.Layers[0].Shape);
        Assert.Contains("is asked for", Assert.Single(model.Problems(new ImportOptions { InputSizes = [4, 8, 9] })));
    }

    [Fact]
    public void MixOfSamples_IsRefused() =>
        Assert.Contains("the batch's", Assert.Single(new ModelBuilder(13, 0, 3).Node("y = ReduceMean x", ("axes", new[] { 0 })).Problems()));

    [Fact]
    public void WeightsThatAreComputed_AreRefused() => Assert.Contains(
        "must be a constant", Assert.Single(new ModelBuilder(13, 1, 1, 3, 3).Node("a = Relu x").Node("y = Conv x a").Problems()));

    [Fact]
    public void TrainingMode_IsRefused() => Assert.Contains("model.eval()", Assert.Single(new ModelBuilder(15, 1, 2, 3, 3)
        .Weights("s", [2]).Weights("b", [2]).Weights("m", [2]).Weights("v", [2]).Node("y = BatchNormalization x s b m v", ("training_mode", 1)).Problems()));

    [Fact]
    public void ErfAlone_IsRefused() => Assert.Contains("GELU", Assert.Single(new ModelBuilder(13, 0, 3).Node("y = Erf x").Problems()));

    [Fact]
    public void InputThatNobodyMakes_IsNamed() => Assert.Contains("'nothing'", Assert.Single(new ModelBuilder(13, 0, 3).Node("y = Add x nothing").Problems()));

    [Fact]
    public void TensorWithoutItsBytes_IsNamed()
    {
        ModelBuilder model = new ModelBuilder(13, 0, 3).Weights("w", [3, 2]).Node("y = MatMul x w");
        model.Model.Graph.Initializer[0].RawData = ByteString.CopyFrom(new byte[5]);
        Assert.Contains("tensor 'w'", Assert.Single(model.Problems()));
    }

    [Fact]
    public void SizesThatOverflow_AreNamed()
    {
        ModelBuilder model = new ModelBuilder(13, 0, 3).Weights("w", [3, 2]).Node("y = MatMul x w");
        model.Model.Graph.Initializer[0].Dims.Add(long.MaxValue);
        Assert.Contains("tensor 'w'", Assert.Single(model.Problems()));
    }

    [Fact]
    public void AnyPrefixOfAFile_IsAProblemAndNoCrash()
    {
        byte[] whole = Bytes(new ModelBuilder(13, 1, 3, 4, 4).Weights("w", [3, 3, 1, 1]).Node("a = Conv x w").Node("y = Relu a"));
        using TemporaryFolder folder = new();
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(folder["half.onnx"], whole[..length]);
            Assert.NotEmpty(OnnxImporter.Import(folder["half.onnx"], new ImportOptions()).Problems);
        }
    }

    [Fact]
    public void BytesThatAreChanged_AreNoCrash()
    {
        byte[] whole = Bytes(new ModelBuilder(13, 1, 3, 4, 4).Weights("w", [3, 3, 1, 1]).Integers("axes", null, 2).Node("a = Conv x w").Node("b = Unsqueeze a axes").Node("y = Relu b"));
        using TemporaryFolder folder = new();
        Random random = new(5);
        for (int trial = 0; trial < 400; trial++)
        {
            byte[] changed = [.. whole];
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(folder["changed.onnx"], changed);
            ImportResult result = OnnxImporter.Import(folder["changed.onnx"], new ImportOptions());
            Assert.True(result.Network is not null || result.Problems.Count > 0);
        }
    }

    [Theory]
    [InlineData("missing.bin", "put it beside the model")]
    [InlineData("../weights.bin", "outside of the model's folder")]
    [InlineData("/etc/hostname", "outside of the model's folder")]
    [InlineData("link.bin", "outside of the model's folder")]
    public void ExternalDataElsewhere_IsRefused(string location, string expected)
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["model"]);
        File.WriteAllBytes(folder["weights.bin"], new byte[24]);
        File.CreateSymbolicLink(Path.Combine(folder["model"], "link.bin"), folder["weights.bin"]);
        File.WriteAllBytes(Path.Combine(folder["model"], "model.onnx"), Bytes(External(location, 0)));
        ImportResult result = OnnxImporter.Import(Path.Combine(folder["model"], "model.onnx"), new ImportOptions());
        Assert.Contains(expected, Assert.Single(result.Problems).Message);
    }

    [Fact]
    public void ExternalDataBesideTheModel_IsRead()
    {
        using TemporaryFolder folder = new();
        float[] weights = ModelBuilder.Numbers(6);
        File.WriteAllBytes(folder["weights.bin"], [.. new byte[8], .. weights.SelectMany(BitConverter.GetBytes)]);
        File.WriteAllBytes(folder["model.onnx"], Bytes(External("weights.bin", 8)));
        ImportResult result = OnnxImporter.Import(folder["model.onnx"], new ImportOptions());
        Assert.Equal(weights[1], result.Network!.Layers[0].Values("weight")[3]);
    }

    private static ModelBuilder External(string location, int offset)
    {
        ModelBuilder model = new ModelBuilder(13, 0, 3).Weights("w", [3, 2]).Node("y = MatMul x w");
        TensorProto tensor = model.Model.Graph.Initializer[0];
        tensor.ClearRawData();
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = offset.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return model;
    }

    private static byte[] Bytes(ModelBuilder model)
    {
        model.Import();
        return model.Model.ToByteArray();
    }
}
