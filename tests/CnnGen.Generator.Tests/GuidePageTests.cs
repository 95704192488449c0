using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>What the guides show compiles: the networks of a page, and its statements beside them.</summary>
public sealed class GuidePageTests
{
    /// <summary>What a new console project has, and what a page's statements take as given.</summary>
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using CnnGen;

        """;

    private const string Given = """
            private static readonly float[] image = [], images = [];
            private static readonly int[] labels = [];
            private static readonly Dataset train = new InMemoryDataset(images, labels), validation = train;

        """;

    public static TheoryData<string> Pages { get; } =
        new("getting-started", "coming-from-pytorch", "coming-from-keras", "coming-from-onnx-runtime", "deploying", "different-head");

    [Theory]
    [MemberData(nameof(Pages))]
    public void Examples_Compile(string page)
    {
        string[] examples = [.. Blocks(page, "csharp").Select(static example => example.Replace("using CnnGen;\n", "", StringComparison.Ordinal))];
        StringBuilder source = new(Usings);
        foreach (string network in examples.Where(IsNetwork))
        {
            source.Append(network);
        }

        source.Append("internal static class Statements\n{\n").Append(Given);
        foreach ((int number, string statements) in examples.Where(static example => !IsNetwork(example)).Index())
        {
            source.Append($"static async Task Example{number}()\n{{\n{statements}await Task.CompletedTask;\n}}\n");
        }

        GeneratorRun run = GeneratorRun.OfOneWidth(source.Append("}\n").ToString());
        Assert.Contains(examples, IsNetwork);
        Assert.Empty(run.Result.Diagnostics);
        Assert.DoesNotContain(run.CompilerProblemsByHand(), static problem => problem.Severity == DiagnosticSeverity.Error);
    }

    /// <summary>The service is compiled and run where the packages are tested; the page shows parts of it.</summary>
    [Fact]
    public void Service_IsTheTemplates()
    {
        string folder = Path.Combine(Repository.Root, "src", "CnnGen.Templates", "service");
        string service = string.Concat(Directory.EnumerateFiles(folder, "*.cs").Select(File.ReadAllText));
        string[] parts = [.. Blocks("deploying", "cs")];
        Assert.NotEmpty(parts);
        Assert.All(parts, part => Assert.Contains(part, service, StringComparison.Ordinal));
    }

    private static bool IsNetwork(string example) => example.TrimStart().StartsWith('[');

    private static IEnumerable<string> Blocks(string page, string language) => File.ReadAllText(Path.Combine(Repository.Root, "docs", page + ".md"))
        .Split($"```{language}\n").Skip(1).Select(static part => part.Split("```")[0]);
}
