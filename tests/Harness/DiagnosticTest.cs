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

/// <summary>How much of what is generated a test lets the compiler bind.</summary>
internal enum BoundCode
{
    /// <summary>Nothing: the test is about what is written by hand.</summary>
    Handwritten,

    /// <summary>All but kernels that the compiler was content with in an earlier test.</summary>
    NewKernels,

    /// <summary>All: the code around the network may change what a name in a kernel means.</summary>
    AllKernels,
}

/// <summary>Source with marks, and all that the generator, the analyzer and the compiler say of it.</summary>
internal sealed class DiagnosticTest : CSharpSourceGeneratorTest<CnnGenerator, DefaultVerifier>
{
    private static readonly NetworkAdviceAnalyzer Analyzer = new();

    private readonly BoundCode _bound;

    /// <summary>A test of one file.</summary>
    /// <param name="markup">The file: <c>Stride = {|CNN001:4|}</c> where a diagnostic is expected.</param>
    /// <param name="bound">What the compiler is to look at, for every width.</param>
    public DiagnosticTest(string markup, BoundCode bound)
    {
        _bound = bound;
        TestCode = markup;
        TestState.DocumentationMode = DocumentationMode.Parse;
        TestState.AdditionalReferences.AddRange(NetworkCompiler.References);
        ReferenceAssemblies = FixTest.NoReferences;
        CompilerDiagnostics = CompilerDiagnostics.Warnings;
        TestBehaviors = TestBehaviors.SkipSuppressionCheck;
    }

    /// <summary>Whether advice is compared as well; otherwise the analyzer may say what it likes, and only must not crash.</summary>
    public bool IncludesAdvice { get; init; }

    /// <summary>The project's weights files as the build lists them; null where it does not.</summary>
    public string? Weights { get; init; }

    /// <summary>What the generator did.</summary>
    public GeneratorRun? Run { get; private set; }

    // As GeneratorRun names its files.
    protected override string DefaultFilePathPrefix => "File";

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
        Run = GeneratorRun.Over((CSharpCompilation)(await project.GetCompilationAsync(cancellationToken))!, _bound == BoundCode.Handwritten ? GeneratorRun.OneWidth : GeneratorOptions.Default, Weights);
        Compilation bound = _bound switch
        {
            BoundCode.Handwritten => GeneratedBodies.Omit(Run.Output),
            BoundCode.NewKernels => GeneratedBodies.OmitKnown(Run.Output),
            _ => Run.Output,
        };
        return (bound, Run.Result.Diagnostics);
    }

    // The analyzer looks at what is written by hand.
    protected override CompilationWithAnalyzers CreateCompilationWithAnalyzers(
        Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options, CancellationToken cancellationToken) =>
        base.CreateCompilationWithAnalyzers(_bound == BoundCode.Handwritten ? compilation : GeneratedBodies.Omit(compilation), analyzers, options, cancellationToken);

    protected override ImmutableArray<(Project project, Diagnostic diagnostic)> FilterDiagnostics(ImmutableArray<(Project project, Diagnostic diagnostic)> diagnostics) =>
        [.. base.FilterDiagnostics(diagnostics).Where(said => IsCompared(said.diagnostic))];

    private bool IsCompared(Diagnostic diagnostic) => Analyzer.SupportedDiagnostics.Any(rule => rule.Id == diagnostic.Id)
        ? IncludesAdvice
        : _bound != BoundCode.Handwritten || !GeneratedBodies.IsGenerated(diagnostic.Location.SourceTree);
}
