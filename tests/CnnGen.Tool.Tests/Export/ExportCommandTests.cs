using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Onnx.Format;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Tool.Tests.Export;

/// <summary>cnngen export: what it reads, what it writes, and what it says.</summary>
public sealed class ExportCommandTests
{
    private const string Small = "using CnnGen; namespace My.Nets; [Input(3)] [Linear(2)] public partial class Small;";

    [Fact]
    public void Class_IsWrittenUnderItsNames()
    {
        using TemporaryFolder folder = new();
        Write(folder, "Small.cs", Small);
        WriteWeights(folder, ("fc1.weight", [2, 3]), ("fc1.bias", [2]), ("head.weight", [1]));
        (int code, string output, string errors) = Export(folder, folder["Small.cs"]);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("1 operator of version 17, 2 tensors", output);
        Assert.Contains("head.weight", output);
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(folder["out.onnx"]));
        Assert.Equal(["fc1.weight", "fc1.bias"], model.Graph.Initializer.Select(static tensor => tensor.Name));
        Assert.Equal("Small", model.Graph.Name);
        Assert.Equal("output", Assert.Single(model.Graph.Output).Name);
        Assert.Contains("--force", Export(folder, folder["Small.cs"]).Errors);
        Assert.Equal(0, Export(folder, folder["Small.cs"], "--force").Code);
    }

    [Fact]
    public void TensorsThatAreMissingOrMisshapen_AreAllListed()
    {
        using TemporaryFolder folder = new();
        Write(folder, "Small.cs", Small.Replace("[Linear(2)]", "[Linear(2), ReLU, Linear(4)]", System.StringComparison.Ordinal));
        WriteWeights(folder, ("fc1.weight", [3, 2]), ("fc1.bias", [2]));
        string errors = Failure(folder, folder["Small.cs"]);
        Assert.Contains("fc1.weight: is [3, 2]; expected [2, 3]", errors);
        Assert.Contains("fc2.weight: is missing; expected [4, 2]", errors);
        Assert.Contains("fc2.bias: is missing; expected [4]", errors);
    }

    [Fact]
    public void ErrorsOfTheClass_AreSaidAsTheCompilerDoes()
    {
        using TemporaryFolder folder = new();
        Write(folder, "Wrong.cs", "using CnnGen;\n[Input(3, 7, 7)]\n[Conv(2, 3, Stride = 3)]\n[Add(\"nobody\")]\npublic partial class Wrong;");
        string errors = Failure(folder, folder["Wrong.cs"]);
        Assert.Contains("Wrong.cs(3,22): error CNN001", errors);
        Assert.Contains("Wrong.cs(4,6): error CNN", errors);
    }

    [Theory]
    [InlineData("[Input(3, 7, 7)] [Conv(2, )] public partial class Wrong;", "CS")]
    [InlineData("[Input(3, 7, 7)] [Broken] public partial class Wrong; [Conv(2, 0)] public sealed class BrokenAttribute : BlockAttribute;", "CNN004")]
    [InlineData("[Input(3, 7, 7)] [Convolve(2, 3)] public partial class Wrong;", "CS0246")]
    [InlineData("[Input(3, 7, 7)] [ReLU] public class Wrong;", "CNN")]
    public void OtherErrors_AreSaidToo(string source, string expected)
    {
        using TemporaryFolder folder = new();
        Write(folder, "Wrong.cs", "using CnnGen; " + source);
        string errors = Failure(folder, folder["Wrong.cs"]);
        Assert.True(errors.Contains("error " + expected, System.StringComparison.Ordinal), errors);
    }

    [Fact]
    public void SeveralNetworks_AreAskedFor()
    {
        using TemporaryFolder folder = new();
        Write(folder, "Small.cs", Small + " [Input(4)] [ReLU] public partial class Other;");
        WriteWeights(folder, ("fc1.weight", [2, 3]), ("fc1.bias", [2]));
        Assert.Contains("--network says which: My.Nets.Small, My.Nets.Other", Failure(folder, folder["Small.cs"]));
        Assert.Contains("no network 'Third'", Failure(folder, folder["Small.cs"], "--network", "Third"));
        Assert.Equal(0, Export(folder, folder["Small.cs"], "--network", "My.Nets.Small").Code);
    }

    /// <summary>The blocks of other files of the project are found; what its build wrote is not read.</summary>
    [Theory]
    [InlineData("Net")]
    [InlineData("Net/Net.csproj")]
    public void FolderOrProject_IsReadAsAWhole(string source)
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["Net/obj"]);
        Directory.CreateDirectory(folder["Net/Blocks"]);
        Write(folder, "Net/Net.csproj", "<Project />");
        Write(folder, "Net/obj/Net.g.cs", Small);
        Write(folder, "Net/Blocks/HeadAttribute.cs", "namespace Nets; [Layers(\"Linear(features)\")] public sealed class HeadAttribute(int features) : BlockAttribute;");
        Write(folder, "Net/Net.cs", "namespace Nets; [Input(3)] [Head(2, Name = \"head\")] public partial class Network;");
        WriteWeights(folder, ("head.fc1.weight", [2, 3]), ("head.fc1.bias", [2]));
        Assert.Equal("", Export(folder, folder[source]).Errors);
    }

    [Fact]
    public void BlockOfAnAssembly_IsFoundByReference()
    {
        using TemporaryFolder folder = new();
        CompiledFile.Write("namespace Blocks; [CnnGen.Layers(\"Linear(features)\")] public sealed class HeadAttribute(int features) : CnnGen.BlockAttribute;", folder["Blocks.dll"]);
        Write(folder, "Net.cs", "using Blocks; using CnnGen; [Input(3)] [Head(2, Name = \"head\")] public partial class Net;");
        WriteWeights(folder, ("head.fc1.weight", [2, 3]), ("head.fc1.bias", [2]));
        Assert.Contains("CS0246", Failure(folder, folder["Net.cs"]));
        Assert.Contains("no assembly", Failure(folder, folder["Net.cs"], "--reference", folder["None.dll"]));
        Assert.Equal("", Export(folder, folder["Net.cs"], "--reference", folder["Blocks.dll"]).Errors);
    }

    [Theory]
    [InlineData("nothing.cs", "there is no")]
    [InlineData("weights.safetensors", "no .cs file")]
    [InlineData("Empty.cs", "no class with an [Input]")]
    public void SourceWithoutANetwork_IsSaid(string source, string expected)
    {
        using TemporaryFolder folder = new();
        WriteWeights(folder, ("a", [1]));
        Write(folder, "Empty.cs", "class Empty;");
        Assert.Contains(expected, Failure(folder, folder[source]));
    }

    [Fact]
    public void WeightsThatAreBroken_AreSaid()
    {
        using TemporaryFolder folder = new();
        Write(folder, "Small.cs", Small);
        Write(folder, "weights.safetensors", "{}");
        Assert.NotEmpty(Failure(folder, folder["Small.cs"]));
        File.Delete(folder["weights.safetensors"]);
        Assert.NotEmpty(Failure(folder, folder["Small.cs"]));
    }

    private static void Write(TemporaryFolder folder, string name, string text) => File.WriteAllText(folder[name], text);

    private static void WriteWeights(TemporaryFolder folder, params (string Name, IReadOnlyList<int> Shape)[] tensors)
    {
        using FileStream stream = File.Create(folder["weights.safetensors"]);
        SafetensorsWriter writer = new(stream, tensors);
        writer.Write(new float[tensors.Sum(static tensor => tensor.Shape.Aggregate(1, static (product, size) => product * size))]);
        writer.Finish();
    }

    private static string Failure(TemporaryFolder folder, params string[] arguments)
    {
        (int code, string output, string errors) = Export(folder, arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.False(File.Exists(folder["out.onnx"]));
        return errors;
    }

    private static (int Code, string Output, string Errors) Export(TemporaryFolder folder, params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        int code = CommandLine.Run(["export", .. arguments, "--weights", folder["weights.safetensors"], "--output", folder["out.onnx"]], output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
