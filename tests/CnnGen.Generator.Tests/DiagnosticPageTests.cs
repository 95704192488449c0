using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>The examples of docs/diagnostics: the wrong one is reported or advised on under the page's number alone, nothing is said of the right one.</summary>
/// <remarks>The text in front of an example is the weights files of its project.</remarks>
public sealed class DiagnosticPageTests
{
    public static TheoryData<string> Pages { get; } = new(Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "docs", "diagnostics"), "CNN*.md")
        .Select(path => Path.GetFileNameWithoutExtension(path))
        // One is about no network, one about the project file, one about the build.
        .Where(id => id is not ("CNN900" or "CNN018" or "CNN302")).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Examples_AreTrue(string id)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics", id + ".md"));
        string[] parts = page.Split("## Right");
        string wrong = Assert.Single(Examples(parts[0]));
        string source = "using CnnGen;\n" + wrong;
        GeneratorRun run = Weights(parts[0]) is { } listing ? GeneratorRun.WithWeights(listing, source) : GeneratorRun.OfParsed(source);
        Assert.Equal([id], run.Result.Diagnostics.Concat(run.Advice).Select(diagnostic => diagnostic.Id).Distinct());
        Assert.NotEmpty(Examples(parts[1]));
        foreach (string right in Examples(parts[1]))
        {
            // An example of an error may be too small a network to see much of its input.
            DiagnosticSeverity worth = id.StartsWith("CNN1", StringComparison.Ordinal) ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;
            Assert.DoesNotContain(DiagnosticAssert.Reports("using System; using CnnGen;\n" + right, Weights(parts[1]) ?? Weights(parts[0])).Advice, advice => advice.Severity >= worth);
        }
    }

    private static IEnumerable<string> Examples(string page) => Blocks(page, "csharp");

    private static string? Weights(string page) => Blocks(page, "text").FirstOrDefault(static text => text.StartsWith("file ", StringComparison.Ordinal));

    private static IEnumerable<string> Blocks(string page, string language) => page.Split($"```{language}\n").Skip(1).Select(part => part.Split("```")[0]);
}
