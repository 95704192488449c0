using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>The examples of docs/diagnostics: the wrong one is reported under the page's number, the right one is right.</summary>
public sealed class DiagnosticPageTests
{
    public static TheoryData<string> Pages { get; } = new(Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "docs", "diagnostics"), "CNN0*.md")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Examples_AreTrue(string id)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics", id + ".md"));
        string[] parts = page.Split("## Right");
        string wrong = Assert.Single(Examples(parts[0]));
        Assert.Equal([id], GeneratorRun.OfParsed("using CnnGen;\n" + wrong).Result.Diagnostics.Select(diagnostic => diagnostic.Id).Distinct());
        Assert.NotEmpty(Examples(parts[1]));
        foreach (string right in Examples(parts[1]))
        {
            DiagnosticAssert.Reports("using System; using CnnGen;\n" + right);
        }
    }

    private static IEnumerable<string> Examples(string page) => page.Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0]);
}
