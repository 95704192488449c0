using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>The examples of docs/layers: they compile and nothing is said of them, and a page names what a saved file has.</summary>
public sealed class LayerPageTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "layers");

    public static TheoryData<string> Pages { get; } = new(Directory
        .EnumerateFiles(Folder, "*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Examples_AreFine(string page)
    {
        string[] examples = Examples(page).ToArray();
        Assert.NotEmpty(examples);
        foreach (string example in examples)
        {
            Assert.Empty(DiagnosticAssert.Reports("using CnnGen;\n" + example).Advice);
        }
    }

    [Fact]
    public void BatchNormsParameters_AreThePages()
    {
        GeneratorRun run = GeneratorRun.OfParsed("using CnnGen;\n" + Examples("batch-norm").First());
        string code = string.Concat(run.Files.Values);
        string page = File.ReadAllText(Path.Combine(Folder, "batch-norm.md"));
        foreach (string parameter in new[] { "weight", "bias", "running_mean", "running_var", "num_batches_tracked" })
        {
            Assert.Contains($"\"bn1.{parameter}\"", code, StringComparison.Ordinal);
            Assert.Contains($"\"norm2.{parameter}\"", code, StringComparison.Ordinal);
            Assert.Contains($"| `{parameter}` |", page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("\"bn3.weight\"", code, StringComparison.Ordinal);
        Assert.Contains("\"bn3.running_var\"", code, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Examples(string page) =>
        File.ReadAllText(Path.Combine(Folder, page + ".md")).Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0]);
}
