using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>What hovering a network's name and its members' shows.</summary>
public sealed class TooltipTests
{
    private const string Branches = """
        namespace Samples;

        [Input(3, 9, 12)]
        [Conv(4, 3, Stride = 3, Name = "wide")]
        [Conv(4, 3, Pad = 1, From = Tensor.Input), ReLU, MaxPool(3, Name = "<deep>")]
        [Concat("wide")]
        [Flatten, Linear(5, Bias = false)]
        public partial class Net;
        """;

    [Fact]
    public void Class_ShowsTheLayerTable()
    {
        XElement documentation = DocumentationOf(Network(Branches));
        Assert.Equal("A network of 7 layers: 3x9x12 in, 5 out, 704 parameters, 13,440 multiply-adds a sample.", documentation.Element("summary")!.Value);
        XElement table = documentation.Element("remarks")!.Element("list")!;
        Assert.Equal("output; parameters; multiply-adds; activation bytes; receptive field; its stride", table.Element("listheader")!.Element("description")!.Value);
        Assert.Equal(
            [
                "wide: Conv(4, 3, Stride = 3, Name = \"wide\") | 4x3x4; 112; 1,296; 192; 3; 3",
                "conv2: Conv(4, 3, Pad = 1, From = Tensor.Input) | 4x9x12; 112; 11,664; 1,728; 3; 1",
                "relu1: ReLU | 4x9x12; 0; 0; 1,728; 3; 1",
                "<deep>: MaxPool(3, Name = \"<deep>\") | 4x3x4; 0; 0; 192; 5; 3",
                "concat1: Concat(\"wide\") | 8x3x4; 0; 0; 384; 5; 3",
                "flatten1: Flatten | 96; 0; 0; 384; 5; 3",
                "fc1: Linear(5, Bias = false) | 5; 480; 480; 20; all",
            ],
            table.Elements("item").Select(item => item.Element("term")!.Value + " | " + item.Element("description")!.Value));
    }

    [Fact]
    public void Class_KeepsTheSummaryThatItHas()
    {
        XElement documentation = DocumentationOf(Network("/// <summary>Reads digits.</summary>\n[Input(4), Linear(2)] public partial class Net;", "Net"));
        Assert.Equal("Reads digits.", Assert.Single(documentation.Elements("summary")).Value);
        Assert.Equal("A network of 1 layer: 4 in, 2 out, 10 parameters, 8 multiply-adds a sample.", documentation.Element("remarks")!.Element("para")!.Value);
    }

    /// <summary>Editors show the first of each element, which is the user's: the table stands in one that the user has not.</summary>
    [Theory]
    [InlineData("/// <remarks>Mine.</remarks>", "summary")]
    [InlineData("/// <remarks/>", "summary")]
    [InlineData("/// <summary>Reads digits.</summary>", "remarks")]
    [InlineData("/// <summary>Reads digits.</summary>\n/// <remarks>Mine.</remarks>", "value")]
    [InlineData("/// <summary>\n/// Reads digits.\n/// </summary>\n/// <remarks cref=\"Net\">Mine.</remarks>", "value")]
    public void Class_ShowsTheTableBesideWhatItHas(string documentation, string place)
    {
        XElement merged = DocumentationOf(Network(documentation + "\n[Input(4), Linear(2)] public partial class Net;", "Net"));
        Assert.Equal("fc1: Linear(2)", Assert.Single(merged.Elements(place)).Element("list")!.Element("item")!.Element("term")!.Value);
        Assert.StartsWith("A network of 1 layer: ", merged.Element(place)!.Element("para")!.Value, System.StringComparison.Ordinal);
        Assert.All(merged.Elements(), element => Assert.Single(merged.Elements(element.Name)));
    }

    [Fact]
    public void EveryMember_SaysWhatItTakesAndGives()
    {
        List<ISymbol> members = Network(Branches).GetMembers().Where(member => member.DeclaredAccessibility == Accessibility.Public && !member.IsImplicitlyDeclared && member is not IMethodSymbol { AssociatedSymbol: not null }).ToList();
        Assert.True(members.Count > 14);
        foreach (ISymbol member in members)
        {
            XElement documentation = DocumentationOf(member);
            Assert.True(documentation.Element("summary") is { Value.Length: > 10 }, member.Name);
            if (member is IMethodSymbol method)
            {
                Assert.Equal(method.Parameters.Select(parameter => parameter.Name), documentation.Elements("param").Select(parameter => parameter.Attribute("name")!.Value));
                Assert.Equal(method.ReturnsVoid ? 0 : 1, documentation.Elements("returns").Count());
            }

            // The compiler writes !: in front of what it cannot find.
            Assert.DoesNotContain("\"!:", documentation.ToString(), System.StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Forward", "each (channels, height, width) = 3x9x12")]
    [InlineData("Forward", "for each sample (features) = 5")]
    [InlineData("ParameterCount", "2,816 bytes")]
    [InlineData("InputLength", "(channels, height, width) = 3x9x12")]
    public void Members_SayTheNumbers(string member, string text) =>
        Assert.Contains(text, DocumentationOf(Network(Branches).GetMembers(member).Single()).ToString(), System.StringComparison.Ordinal);

    /// <summary>A name ends neither its comment nor its literal.</summary>
    [Theory]
    [InlineData("a\\nb")]
    [InlineData("a\\u2028b")]
    [InlineData("a\\\"b")]
    [InlineData("a*/b")]
    [InlineData("a</remarks>b")]
    [InlineData("a\\0b")]
    [InlineData("a\\ud800b")]
    [InlineData("{0}\\\\")]
    [InlineData(" ")]
    public void StrangeNames_BreakNothing(string name)
    {
        GeneratorRun run = GeneratorRun.Of($"[Input(4)] [Linear(2, Name = \"{name}\")] public partial class Net;" + ShapeDiagnosticTests.Use("Net"));
        DiagnosticAssert.DoesNotCrash(run);
        Assert.Empty(run.CompilerProblems());
    }

    private static INamedTypeSymbol Network(string source, string name = "Samples.Net")
    {
        GeneratorRun run = GeneratorRun.OfParsed("using CnnGen;\n" + source);
        Assert.Empty(run.CompilerProblems());
        return run.Output.GetTypeByMetadataName(name)!;
    }

    private static XElement DocumentationOf(ISymbol symbol) => XElement.Parse(symbol.GetDocumentationCommentXml()!);
}
