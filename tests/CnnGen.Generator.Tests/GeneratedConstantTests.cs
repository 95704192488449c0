using System;
using System.Threading.Tasks;
using CnnGen.CodeFixes;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Generated members in attributes: they are there when the compiler looks, and not when networks are read.</summary>
public sealed class GeneratedConstantTests
{
    private const string Encoder = "using CnnGen; [Input(2, 6, 6)][Linear(16)] public partial class Encoder { public const int Half = OutputLength / 2; public const int Mine = 5; } ";

    [Theory]
    [InlineData("[Input({|CNN019:Encoder.OutputLength|})][Linear(3)] public partial class Head;")]
    [InlineData("[Input(1, {|CNN019:Encoder.OutputLength|} / 4, 4)][Linear({|CNN019:Encoder.InputLength|} + 1)] public partial class Head;")]
    [InlineData("[Input(4)][Linear(features: (int){|CNN019:Encoder.MultiplyAdds|})] public partial class Head;")]
    [InlineData("[Input(4)][Linear({|CNN019:global::Encoder.ParameterCount|})] public partial class Head;")]
    [InlineData("[Input(4)][Linear({|CNN019:Encoder.Half|})] public partial class Head;")]
    [InlineData("[Input(4)][Linear({|CNN019:Width|})] public partial class Head { private const int Width = 2 * Length; private const int Length = Encoder.OutputLength; }")]
    [InlineData("[Input(4)][Linear(2), Linear({|CNN019:InputLength|})] public partial class Head;")]
    [InlineData("[Input(4), Budget(Parameters = {|CNN019:Encoder.ParameterCount|})][Linear(2)] public partial class Head;")]
    [InlineData("[Input(4), Linear(2)] public partial class Outer { [Input(4)][Linear({|CNN019:OutputLength|})] public partial class Head; }")]
    public void AGeneratedConstant_IsTheOnlyError(string markup) => DiagnosticAssert.Reports(Encoder + markup);

    [Theory]
    [InlineData("using static Encoder; ")]
    [InlineData("global using static Encoder; ")]
    public void OneThatAUsingBringsIn_IsTheOnlyError(string directive) =>
        DiagnosticAssert.Reports($"{directive}using CnnGen; [Input(4), Linear(2)] public partial class Encoder; public static class Sizes {{ public const int Width = OutputLength; }} [Input({{|CNN019:Sizes.Width|}}), Linear(2)] public partial class Head;");

    /// <summary>What is there in time, and what is not there at all, is as it ever was.</summary>
    [Theory]
    [InlineData("[Input(Encoder.Mine)][Linear(3)] public partial class Head;", null)]
    [InlineData("[Input(4)][Linear(3, Name = nameof(Encoder))] public partial class Head;", null)]
    [InlineData("[Input(Encoder.Nothing)][Linear(3)] public partial class Head;", "CS0117")]
    [InlineData("[Input(Sizes.OutputLength)][Linear(3)] public partial class Head; public static class Sizes { }", "CS0117")]
    [InlineData("[Input(Nobody.OutputLength)][Linear(3)] public partial class Head;", "CS0103")]
    public void OtherConstants_AreLeftAlone(string source, string? id)
    {
        GeneratorRun run = GeneratorRun.OfParsed(Encoder + source);
        Assert.Empty(run.Result.Diagnostics);
        Assert.All(run.CompilerProblems(), problem => Assert.Equal(id, problem.Id));
        Assert.Equal(id is null, run.CompilerProblems().Count == 0);
    }

    [Fact]
    public void AnotherProjectsNetwork_HasItsConstants()
    {
        Compilation library = GeneratorRun.OfParsed(Encoder).Output.WithAssemblyName("Library");
        Compilation network = GeneratorRun.OfParsed("").Output.AddReferences(library.ToMetadataReference())
            .AddSyntaxTrees(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText("using CnnGen; [Input(Encoder.OutputLength), Linear(3)] public partial class Head { }", new(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp13)));
        GeneratorDriverRunResult result = Microsoft.CodeAnalysis.CSharp.CSharpGeneratorDriver.Create(new CnnGenerator()).RunGenerators(network).GetRunResult();
        Assert.Empty(result.Diagnostics);
        Assert.Contains(result.GeneratedTrees, tree => tree.ToString().Contains("InputLength = 16;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fix_WritesTheValue()
    {
        const string Head = "[Input(1, Encoder.OutputLength / 4, 4)][Linear(3)] public partial class Head;";
        await FixAssert.FixesAsync(new SetArgumentFix(), Encoder + Head, "Change to 16", Encoder + Head.Replace("Encoder.OutputLength", "16", StringComparison.Ordinal));
        Assert.Empty(await FixAssert.TitlesAsync(new SetArgumentFix(), Encoder + "[Input(Encoder.Half)][Linear(3)] public partial class Head;"));
    }
}
