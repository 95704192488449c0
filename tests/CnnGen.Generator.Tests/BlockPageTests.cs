using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>The blocks that the page and the README show compile, and nothing is said of them.</summary>
public sealed class BlockPageTests
{
    private static readonly string[] Pages = ["README.md", Path.Combine("docs", "blocks.md")];

    [Fact]
    public void Pages_HaveExamples() => Assert.All(Pages, page => Assert.NotEmpty(ExamplesOf(page)));

    [Fact]
    public void Examples_Compile() => Assert.All(Pages.SelectMany(ExamplesOf), example => DiagnosticAssert.Reports("using CnnGen;\n" + example));

    private static IReadOnlyList<string> ExamplesOf(string page) => File.ReadAllText(Path.Combine(Repository.Root, page)).Split("```csharp\n").Skip(1)
        .Select(part => part.Split("```")[0]).Where(example => example.Contains("BlockAttribute", StringComparison.Ordinal)).ToList();
}
