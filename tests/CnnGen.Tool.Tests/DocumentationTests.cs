using System;
using System.IO;
using System.Linq;
using CnnGen.Export.Layers;
using CnnGen.Onnx.Operators;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Tool.Tests;

/// <summary>What the pages say of the tool is so.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void EveryOperator_StandsInTheTable()
    {
        string table = ReadPage("from-onnx.md").Split("## Operators")[1].Split("\n## ")[0];
        Assert.All(OperatorTable.Names, name => Assert.Contains($"`{name}`", table));
    }

    [Fact]
    public void EveryLayer_StandsInTheTable()
    {
        string table = string.Concat(ReadPage("to-onnx.md").Split('\n').Where(static line => line.StartsWith("| `", StringComparison.Ordinal)).Select(static line => line.Split('|')[1]));
        Assert.All(LayerExports.Kinds, kind => Assert.Contains($"`{kind}`", table));
    }

    [Theory]
    [InlineData("import", "from-onnx.md")]
    [InlineData("convert", "from-pytorch.md")]
    [InlineData("export", "to-onnx.md")]
    [InlineData("inspect", "tool.md")]
    [InlineData("bench", "tool.md")]
    public void EveryOption_IsDescribed(string command, string page)
    {
        string text = ReadPage(page);
        using StringWriter help = new();
        CommandLine.Run([command, "--help"], help, TextWriter.Null);
        string[] options = [.. help.ToString().Split('\n').Select(static line => line.Trim()).Where(static line => line.StartsWith("--", StringComparison.Ordinal)).Select(static line => line.Split(' ')[0])];
        Assert.NotEmpty(options);
        Assert.All(options, option => Assert.Contains($"`{option}", text));
    }

    private static string ReadPage(string name) => File.ReadAllText(Path.Combine(Repository.Root, "docs", name));
}
