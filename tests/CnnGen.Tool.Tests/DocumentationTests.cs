using System;
using System.IO;
using System.Linq;
using CnnGen.Onnx.Operators;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Tool.Tests;

/// <summary>What the page says of the importer is so.</summary>
public sealed class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "from-onnx.md"));

    [Fact]
    public void EveryOperator_StandsInTheTable()
    {
        string table = Page.Split("## Operators")[1].Split("\n## ")[0];
        Assert.All(OperatorTable.Names, name => Assert.Contains($"`{name}`", table));
    }

    [Fact]
    public void EveryOption_IsDescribed()
    {
        using StringWriter help = new();
        CommandLine.Run(["import", "--help"], help, TextWriter.Null);
        string[] options = [.. help.ToString().Split('\n').Select(static line => line.Trim()).Where(static line => line.StartsWith("--", StringComparison.Ordinal)).Select(static line => line.Split(' ')[0])];
        Assert.Contains("--fold", options);
        Assert.All(options, static option => Assert.Contains($"`{option}", Page));
    }
}
