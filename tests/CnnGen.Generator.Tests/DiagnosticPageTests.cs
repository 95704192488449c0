using System;
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
        Assert.Contains(GeneratorRun.OfParsed("using CnnGen;\n" + Code(page, "## Wrong")).Result.Diagnostics, diagnostic => diagnostic.Id == id);
        DiagnosticAssert.Reports("using CnnGen;\n" + Code(page, "## Right"));
    }

    private static string Code(string page, string heading) =>
        page.Split(heading)[1].Split("```csharp\n")[1].Split("```")[0];
}
