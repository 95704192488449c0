using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Projects whose settings a network's code cannot live with: one error that says what to set, and nothing from the compiler.</summary>
public sealed class ProjectTests
{
    private const string Network = "using CnnGen; [Input(4), Linear(2)] public partial class Net { } static class Use { static int Count() { Net.Create(1).Save(\"a\"); return Net.InputLength; } }";

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp10)]
    public void AnOldLanguage_IsOneError(LanguageVersion version)
    {
        Diagnostic reported = Assert.Single(Reported(Network, version));
        Assert.Equal("CNN018", reported.Id);
        Assert.Contains($"is C# {version.ToDisplayString()}, and a network's code needs C# 11", reported.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal("Net", reported.Location.SourceTree!.ToString().Substring(reported.Location.SourceSpan.Start, reported.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Preview)]
    public void ALanguageThatIsNewEnough_IsFine(LanguageVersion version) => Assert.Empty(Reported(Network, version));

    [Theory]
    [InlineData("cnn", true)]
    [InlineData("cnn,other", true)]
    [InlineData("global,cnn", false)]
    public void AnExternAlias_IsOneErrorUnlessItIsNotTheOnlyName(string aliases, bool isError)
    {
        ImmutableArray<MetadataReference> references = NetworkCompiler.References
            .Select(reference => IsProduct(reference) ? reference.WithAliases(aliases.Split(',')) : reference).ToImmutableArray();
        ImmutableArray<Diagnostic> diagnostics = Reported("extern alias cnn; using cnn::" + Network["using ".Length..], LanguageVersion.CSharp13, references);
        Assert.Equal(isError ? ["CNN018"] : [], diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.All(diagnostics, diagnostic => Assert.Contains("Aliases=\"global,cnn\"", diagnostic.GetMessage(null), StringComparison.Ordinal));
    }

    [Fact]
    public void TheAttributesAlone_AreOneError()
    {
        ImmutableArray<MetadataReference> references = NetworkCompiler.References
            .Where(reference => !IsProduct(reference) || reference.Display!.Contains("CnnGen.Attributes", StringComparison.Ordinal)).ToImmutableArray();
        Assert.Equal("CNN018", Assert.Single(Reported(Network, LanguageVersion.CSharp13, references)).Id);
    }

    private static bool IsProduct(MetadataReference reference) => reference.Display!.Contains("CnnGen.", StringComparison.Ordinal);

    /// <summary>What the generator reports; the compiler has nothing to add.</summary>
    internal static ImmutableArray<Diagnostic> Reported(string source, LanguageVersion version, ImmutableArray<MetadataReference>? references = null)
    {
        CSharpParseOptions options = new(version);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Networks", [CSharpSyntaxTree.ParseText(source, options)], references ?? NetworkCompiler.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new CnnGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        Assert.Null(driver.GetRunResult().Results.Single().Exception);
        IEnumerable<Diagnostic> problems = output.GetDiagnostics().Where(problem => problem.Severity >= DiagnosticSeverity.Warning);
        Assert.Empty(problems.Take(5));
        return diagnostics;
    }
}
