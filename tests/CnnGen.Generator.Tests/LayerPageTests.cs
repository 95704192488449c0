using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using CnnGen.Generator.Layers;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>The examples of docs/layers: they compile and nothing is said of them, and a page names what a saved file has.</summary>
public sealed class LayerPageTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "layers");

    private const string Index = "README";

    private static readonly string[] Names = [.. Directory
        .EnumerateFiles(Folder, "*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => name != Index).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Pages { get; } = new(Names);

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

    /// <summary>A page is named after its layer: its title with a hyphen in front of each word.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_IsOfAKind_ThatItsExampleHas_AndInTheIndex(string page)
    {
        string text = File.ReadAllText(Path.Combine(Folder, page + ".md"));
        string kind = text.Split('\n')[0]["# ".Length..];
        Assert.Equal(kind.ToLowerInvariant(), page.Replace("-", "", StringComparison.Ordinal));
        Assert.NotNull(LayerKinds.Find(kind));
        Assert.Contains(Examples(page), example => Regex.IsMatch(example, $@"\b{kind}\b"));
        Assert.Contains($"| [{kind}]({page}.md) |", File.ReadAllText(Path.Combine(Folder, Index + ".md")), StringComparison.Ordinal);
    }

    /// <summary>Every argument of a layer that has a page stands there.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_NamesEveryArgument(string page)
    {
        string text = File.ReadAllText(Path.Combine(Folder, page + ".md"));
        Type attribute = typeof(LayerAttribute).Assembly.GetType($"CnnGen.{text.Split('\n')[0]["# ".Length..]}Attribute", throwOnError: true)!;
        IEnumerable<string> arguments = attribute.GetConstructors().SelectMany(constructor => constructor.GetParameters().Select(parameter => parameter.Name!))
            .Concat(attribute.GetProperties().Where(property => property.CanWrite && property.DeclaringType == attribute).Select(property => property.Name));
        Assert.All(arguments, argument => Assert.Contains($"| `{argument}` |", text, StringComparison.Ordinal));
    }

    /// <summary>Every page stands under a topic, and every link leads to a page and to a heading in it.</summary>
    [Fact]
    public void Topics_HaveEveryPage()
    {
        string index = File.ReadAllText(Path.Combine(Folder, Index + ".md"));
        string topics = index.Split("## By topic")[1].Split("\n## ")[0];
        List<(string Page, string Heading)> links = [.. Regex.Matches(topics, @"\]\(([a-z0-9-]+)\.md(#[a-z0-9-]+)?\)").Select(link => (link.Groups[1].Value, link.Groups[2].Value))];
        Assert.Empty(Names.Except(links.Select(link => link.Page)));
        Assert.All(links, link => Assert.True(
            link.Heading.Length == 0 ? Names.Contains(link.Page) : Headings(link.Page).Contains(link.Heading), $"{link.Page}.md{link.Heading} is not there"));
    }

    [Fact]
    public void EveryKind_HasAPage() =>
        Assert.Empty(LayerKinds.All.Select(kind => kind.Name).Except(Names.Select(page => File.ReadLines(Path.Combine(Folder, page + ".md")).First()["# ".Length..])));

    [Fact]
    public void BatchNormsParameters_AreThePages()
    {
        GeneratorRun run = GeneratorRun.OfParsed("using CnnGen;\n" + Examples("batch-norm").First());
        string code = string.Concat(run.Files.Values);
        string page = File.ReadAllText(Path.Combine(Folder, "batch-norm.md"));
        foreach (string parameter in new[] { "weight", "bias", "running_mean", "running_var", "num_batches_tracked" })
        {
            Assert.Contains($"{(parameter == "weight" ? " bn1" : "")}.{parameter}; ", code, StringComparison.Ordinal);
            Assert.Contains($"{(parameter == "weight" ? " norm2" : "")}.{parameter}; ", code, StringComparison.Ordinal);
            Assert.Contains($"| `{parameter}` |", page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(" bn3.weight; ", code, StringComparison.Ordinal);
        Assert.Contains(" bn3.running_mean; ", code, StringComparison.Ordinal);
    }

    /// <summary>A page's headings as links have them.</summary>
    private static IEnumerable<string> Headings(string page) => File.ReadLines(Path.Combine(Folder, page + ".md"))
        .Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => "#" + line["## ".Length..].ToLowerInvariant().Replace(' ', '-'));

    private static IEnumerable<string> Examples(string page) =>
        File.ReadAllText(Path.Combine(Folder, page + ".md")).Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0]);
}
