using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CnnGen.Generator;
using CnnGen.Generator.Advice;
using CnnGen.Generator.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace CnnGen.Tests;

/// <summary>Source with marks, and all that the generator, the analyzer and the compiler say of it.</summary>
internal sealed class DiagnosticTest : CSharpSourceGeneratorTest<CnnGenerator, DefaultVerifier>
{
    private static readonly NetworkAdviceAnalyzer Analyzer = new();

    private readonly bool _bindsGenerated;

    /// <summary>A test of one file.</summary>
    /// <param name="markup">The file: <c>Stride = {|CNN001:4|}</c> where a diagnostic is expected.</param>
    /// <param name="bindsGenerated">Whether the compiler is to look at what is generated, for every width.</param>
    public DiagnosticTest(string markup, bool bindsGenerated)
    {
        _bindsGenerated = bindsGenerated;
        TestCode = markup;
        TestState.DocumentationMode = DocumentationMode.Parse;
        TestState.AdditionalReferences.AddRange(NetworkCompiler.References);
        ReferenceAssemblies = FixTest.NoReferences;
        CompilerDiagnostics = CompilerDiagnostics.Warnings;
        TestBehaviors = TestBehaviors.SkipSuppressionCheck;
    }

    /// <summary>Whether advice is compared as well; otherwise the analyzer may say what it likes, and only must not crash.</summary>
    public bool IncludesAdvice { get; init; }

    /// <summary>What the generator did.</summary>
    public GeneratorRun? Run { get; private set; }

    // The library would run the generator twice and parse and bind every kernel three times: the run is the harness's.
    protected override IEnumerable<Type> GetSourceGenerators() => [];

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [Analyzer];

    // The library would compose a host for each test.
    protected override Task<Workspace> CreateWorkspaceImplAsync() => Task.FromResult<Workspace>(new AdhocWorkspace());

    protected override ParseOptions CreateParseOptions() => NetworkCompiler.ParseOptions;

    protected override CompilationOptions CreateCompilationOptions() => NetworkCompiler.Options;

    protected override async Task<(Compilation compilation, ImmutableArray<Diagnostic> generatorDiagnostics)> GetProjectCompilationAsync(
        Project project, IVerifier verifier, CancellationToken cancellationToken)
    {
        Run = GeneratorRun.Over((CSharpCompilation)(await project.GetCompilationAsync(cancellationToken))!, _bindsGenerated ? GeneratorOptions.Default : GeneratorRun.OneWidth);
        return (_bindsGenerated ? GeneratedBodies.OmitKnown(Run.Output) : GeneratedBodies.Omit(Run.Output), Run.Result.Diagnostics);
    }

    // The analyzer looks at what is written by hand.
    protected override CompilationWithAnalyzers CreateCompilationWithAnalyzers(
        Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options, CancellationToken cancellationToken) =>
        base.CreateCompilationWithAnalyzers(_bindsGenerated ? GeneratedBodies.Omit(compilation) : compilation, analyzers, options, cancellationToken);

    protected override ImmutableArray<(Project project, Diagnostic diagnostic)> FilterDiagnostics(ImmutableArray<(Project project, Diagnostic diagnostic)> diagnostics) =>
        [.. base.FilterDiagnostics(diagnostics).Where(said => IsCompared(said.diagnostic))];

    private bool IsCompared(Diagnostic diagnostic) => Analyzer.SupportedDiagnostics.Any(rule => rule.Id == diagnostic.Id)
        ? IncludesAdvice
        : _bindsGenerated || !GeneratedBodies.IsGenerated(diagnostic.Location.SourceTree);
}
