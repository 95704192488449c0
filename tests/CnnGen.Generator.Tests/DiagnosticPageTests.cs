using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>The examples of docs/diagnostics: the wrong one is reported or advised on under the page's number alone, nothing is said of the right one.</summary>
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
        GeneratorRun run = GeneratorRun.OfParsed("using CnnGen;\n" + wrong);
        Assert.Equal([id], run.Result.Diagnostics.Concat(run.Advice).Select(diagnostic => diagnostic.Id).Distinct());
        Assert.NotEmpty(Examples(parts[1]));
        foreach (string right in Examples(parts[1]))
        {
            // An example of an error may be too small a network to see much of its input.
            DiagnosticSeverity worth = id.StartsWith("CNN1", StringComparison.Ordinal) ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;
            Assert.DoesNotContain(DiagnosticAssert.Reports("using System; using CnnGen;\n" + right).Advice, advice => advice.Severity >= worth);
        }
    }

    private static IEnumerable<string> Examples(string page) => page.Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0]);
}
