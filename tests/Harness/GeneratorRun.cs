using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CnnGen.Generator;
using CnnGen.Generator.Advice;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CnnGen.Tests;

/// <summary>A compilation and a generator that has run over it, and can run again after an edit.</summary>
/// <remarks>
/// Marks are compared by the testing library (<c>DiagnosticTest</c>). This is for what it does not have: edits and what the driver
/// remembers, the generated texts and the members in them, properties and places of diagnostics, random text.
/// </remarks>
internal sealed class GeneratorRun
{
    /// <summary>Kernels of one width alone, for tests that look at none.</summary>
    public static readonly GeneratorOptions OneWidth = GeneratorOptions.Default with { Widths = [VectorWidth.V512] };

    private readonly GeneratorDriver _driver;
    private readonly CSharpCompilation _input;
    private readonly WeightsText? _weights;
    private readonly Lazy<IReadOnlyList<Diagnostic>> _advice;
    private readonly Lazy<IReadOnlyList<Diagnostic>> _problems;

    private GeneratorRun(CSharpCompilation input, GeneratorDriver driver, WeightsText? weights)
    {
        _input = input;
        _weights = weights;
        _driver = driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _);
        Output = output;
        _advice = new Lazy<IReadOnlyList<Diagnostic>>(() => AdviceOn(output).Result);
        _problems = new Lazy<IReadOnlyList<Diagnostic>>(() => ProblemsOf(output));
        Result = _driver.GetRunResult().Results.Single();
    }

    public GeneratorRunResult Result { get; }

    /// <summary>The compilation with the generated files.</summary>
    public Compilation Output { get; }

    /// <summary>What the analyzer advises on the networks, in the order of the files and of the text; that it crashes fails the test.</summary>
    public IReadOnlyList<Diagnostic> Advice => _advice.Value;

    /// <summary>The generated files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files => Result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());

    /// <summary>The generated texts by hint name, as the driver holds them.</summary>
    public IReadOnlyDictionary<string, SourceText> Texts => Result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText);

    /// <summary>Runs over source files named File0.cs, File1.cs and so on; each gets <c>using CnnGen;</c> in its first line.</summary>
    public static GeneratorRun Of(params string[] sources) => OfParsed(sources.Select(source => "using CnnGen; " + source).ToArray());

    /// <summary>Runs over source files as they are.</summary>
    public static GeneratorRun OfParsed(params string[] sources) => Of(GeneratorOptions.Default, sources);

    /// <summary>Runs over source files as they are, for what is said of them alone.</summary>
    public static GeneratorRun OfOneWidth(params string[] sources) => Of(OneWidth, sources);

    /// <summary>Runs over one source file, writing code as the test wants it.</summary>
    public static GeneratorRun With(GeneratorOptions options, string source) => Of(options, ["using CnnGen; " + source]);

    private static GeneratorRun Of(GeneratorOptions options, string[] sources) => Over(
        NetworkCompiler.Empty.AddSyntaxTrees(sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, NetworkCompiler.ParseOptions, $"File{index}.cs"))), options);

    /// <summary>Runs over a source file of a project with weights files, writing kernels of one width.</summary>
    public static GeneratorRun WithWeights(string listing, string source) =>
        Over(NetworkCompiler.Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, NetworkCompiler.ParseOptions, "File0.cs")), OneWidth, listing);

    /// <summary>Runs over any compilation.</summary>
    /// <param name="compilation">What is compiled.</param>
    /// <param name="options">What is written.</param>
    /// <param name="listing">The project's weights files as the build lists them; null where it does not.</param>
    public static GeneratorRun Over(CSharpCompilation compilation, GeneratorOptions options, string? listing = null)
    {
        WeightsText? weights = listing is null ? null : new WeightsText(listing);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new CnnGenerator(options).AsSourceGenerator()],
            weights is null ? [] : [weights],
            parseOptions: NetworkCompiler.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new GeneratorRun(compilation, driver, weights);
    }

    /// <summary>What the analyzer advises on the networks of a compilation that has their generated files.</summary>
    /// <remarks>As an editor asks for it, file by file: a compiler would bind all that is generated first, which takes most of a test's time.</remarks>
    public static async Task<IReadOnlyList<Diagnostic>> AdviceOn(Compilation compilation)
    {
        List<Exception> crashes = [];
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers(
            [new NetworkAdviceAnalyzer()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]), (crash, _, _) => crashes.Add(crash), concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        List<Diagnostic> advice = [];
        foreach (SyntaxTree tree in WrittenByHand(compilation))
        {
            advice.AddRange(await analysis.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, default).ConfigureAwait(false));
        }

        // A user would see AD0001.
        Assert.Empty(crashes);
        return advice
            .OrderBy(one => one.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(one => one.Location.SourceSpan.Start).ThenBy(one => one.Id, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>Replaces a text in one of the files and runs again with what the driver remembers.</summary>
    public GeneratorRun Edit(string before, string after, int file = 0)
    {
        SyntaxTree tree = _input.SyntaxTrees[file];
        string text = tree.ToString();
        return text.Contains(before, StringComparison.Ordinal)
            ? Replace(text.Replace(before, after, StringComparison.Ordinal), file)
            : throw new ArgumentException($"'{before}' is not in the source", nameof(before));
    }

    /// <summary>Replaces the whole text of one of the files and runs again with what the driver remembers.</summary>
    public GeneratorRun Replace(string text, int file = 0)
    {
        SyntaxTree tree = _input.SyntaxTrees[file];
        return new GeneratorRun(_input.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, NetworkCompiler.ParseOptions, tree.FilePath)), _driver, _weights);
    }

    /// <summary>Runs again with another file.</summary>
    public GeneratorRun Add(string source) =>
        new(_input.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, NetworkCompiler.ParseOptions, $"File{_input.SyntaxTrees.Length}.cs")), _driver, _weights);

    /// <summary>Runs again with other weights files.</summary>
    public GeneratorRun ReplaceWeights(string listing)
    {
        WeightsText weights = new(listing);
        return new GeneratorRun(_input, _driver.ReplaceAdditionalText(_weights!, weights), weights);
    }

    /// <summary>Errors and warnings of the compiler itself in the user's code alone, which takes less time.</summary>
    public IReadOnlyList<Diagnostic> CompilerProblemsByHand() => WrittenByHand(Output)
        .SelectMany(tree => Output.GetSemanticModel(tree).GetDiagnostics())
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();

    /// <summary>Errors and warnings of the compiler itself, in the user's code and in what was generated, other than kernels that it knows from another test.</summary>
    public IReadOnlyList<Diagnostic> CompilerProblems() => _problems.Value;

    /// <summary>The same of everything, for code around a network that may change what a name in a kernel means.</summary>
    public IReadOnlyList<Diagnostic> AllCompilerProblems() => Problems(Output);

    private static List<Diagnostic> ProblemsOf(Compilation output)
    {
        List<Diagnostic> problems = Problems(GeneratedBodies.OmitKnown(output));
        if (!problems.Any(problem => GeneratedBodies.IsGenerated(problem.Location.SourceTree)))
        {
            GeneratedBodies.Remember(output);
        }

        return problems;
    }

    private static List<Diagnostic> Problems(Compilation compilation) =>
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();

    private static IEnumerable<SyntaxTree> WrittenByHand(Compilation compilation) =>
        compilation.SyntaxTrees.Where(tree => !GeneratedBodies.IsGenerated(tree));
}
