using System.IO;
using CnnGen.Tests;
using Google.Protobuf;
using Xunit;

namespace CnnGen.Tool.Tests;

/// <summary>The command line: what it writes, what it says, and its exit codes.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public void Import_WritesAClassAndItsWeights()
    {
        using TemporaryFolder folder = new();
        (int code, string output, string errors) = Run("import", Model(folder, "small-net"), "--output", folder["out"], "--namespace", "My.Nets", "--inference");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("SmallNet.cs", output);
        string text = File.ReadAllText(Path.Combine(folder["out"], "SmallNet.cs"));
        Assert.Contains("namespace My.Nets;", text);
        Assert.Contains("[Network(Training = false)]", text);
        Assert.EndsWith("public partial class SmallNet;\n", text);
        Assert.Equal([2, 3], Safetensors.Read(Path.Combine(folder["out"], "SmallNet.safetensors"))["fc1.weight"].Shape);
    }

    [Fact]
    public void FilesThatAreThere_AreKeptUnlessForced()
    {
        using TemporaryFolder folder = new();
        string model = Model(folder, "net");
        File.WriteAllText(folder["Net.cs"], "mine");
        (int code, string _, string errors) = Run("import", model, "--output", folder["."]);
        Assert.Equal(2, code);
        Assert.Contains("--force", errors);
        Assert.Equal("mine", File.ReadAllText(folder["Net.cs"]));
        Assert.False(File.Exists(folder["Net.safetensors"]));
        Assert.Equal(0, Run("import", model, "--output", folder["."], "--force").Code);
        Assert.NotEqual("mine", File.ReadAllText(folder["Net.cs"]));
    }

    [Fact]
    public void FileWithProblems_WritesNothing()
    {
        using TemporaryFolder folder = new();
        string model = Model(folder, "net", "Unheard");
        (int code, string output, string errors) = Run("import", model, "--output", folder["out"]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("1 problem", errors);
        Assert.Contains("Unheard", errors);
        Assert.Equal(["net.onnx"], folder.Names);
    }

    [Theory]
    [InlineData("import")]
    [InlineData("export x")]
    [InlineData("import ")]
    [InlineData("import a\0b.onnx")]
    [InlineData("import missing.onnx --output ")]
    [InlineData("inspect ")]
    [InlineData("inspect missing.onnx")]
    [InlineData("inspect missing.safetensors")]
    [InlineData("inspect picture.png")]
    [InlineData("import missing.onnx")]
    [InlineData("import missing.onnx --name 1x")]
    [InlineData("import missing.onnx --namespace a..b")]
    [InlineData("import missing.onnx --input 3,x")]
    [InlineData("import missing.onnx --colour red")]
    public void WrongUsage_IsSaidAndEndsWithTwo(string arguments)
    {
        (int code, string _, string errors) = Run(arguments.Split(' '));
        Assert.Equal(2, code);
        Assert.NotEmpty(errors);
    }

    [Fact]
    public void Inspect_SaysWhatIsInAFile()
    {
        using TemporaryFolder folder = new();
        string model = Model(folder, "net");
        string told = Run("inspect", model).Output;
        Assert.Contains("MatMul", told);
        Assert.Contains("[N, 3]", told);
        Run("import", model, "--output", folder["."]);
        (int code, string output, string _) = Run("inspect", folder["Net.safetensors"]);
        Assert.Equal(0, code);
        Assert.Contains("fc1.weight", output);
        Assert.Contains("[2, 3]", output);
    }

    [Fact]
    public void InspectOfGarbage_EndsWithTwo()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["bad.safetensors"], [1, 2, 3]);
        File.WriteAllBytes(folder["bad.onnx"], [1, 2, 3]);
        Assert.Equal(2, Run("inspect", folder["bad.safetensors"]).Code);
        Assert.Equal(2, Run("inspect", folder["bad.onnx"]).Code);
    }

    private static string Model(TemporaryFolder folder, string name, string @operator = "Relu")
    {
        ModelBuilder model = new ModelBuilder(13, 0, 3).Weights("w", [3, 2]).Node("a = MatMul x w").Node($"y = {@operator} a");
        model.Import();
        string path = folder[name + ".onnx"];
        File.WriteAllBytes(path, model.Model.ToByteArray());
        return path;
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        int code = CommandLine.Run(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
