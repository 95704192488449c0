using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CnnGen.Generator.Advice;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace CnnGen.Tests;

/// <summary>A fix of what the generator or the analyzer says of some files, behind which nobody has anything to say of them.</summary>
internal sealed class FixTest : CSharpCodeFixTest<NetworkAdviceAnalyzer, EmptyCodeFixProvider, DefaultVerifier>
{
    /// <summary>All references are those of the harness: nothing is fetched.</summary>
    public static readonly ReferenceAssemblies NoReferences = new("net10.0");

    private readonly CodeFixProvider _provider;
    private readonly Func<CodeAction, bool> _isChosen;
    private readonly string? _weights;

    /// <summary>A test of one action, or of an action wherever it is offered.</summary>
    /// <param name="provider">Who offers it.</param>
    /// <param name="isChosen">Which of the actions that are offered for a diagnostic it is.</param>
    /// <param name="sources">The files before.</param>
    /// <param name="expected">The files behind.</param>
    /// <param name="weights">The project's weights files as the build lists them; null where it does not.</param>
    public FixTest(CodeFixProvider provider, Func<CodeAction, bool> isChosen, string[] sources, string[] expected, string? weights = null)
    {
        _weights = weights;
        _provider = provider;
        _isChosen = isChosen;
        ReferenceAssemblies = NoReferences;
        CompilerDiagnostics = CompilerDiagnostics.Warnings;
        TestBehaviors = TestBehaviors.SkipSuppressionCheck;
        FixedState.InheritanceMode = StateInheritanceMode.Explicit;
        Fill(TestState, sources);
        Fill(FixedState, expected);

        // What is said before is other tests' matter.
        GeneratorRun run = weights is null ? GeneratorRun.OfOneWidth(sources) : GeneratorRun.WithWeights(weights, sources[0]);
        ExpectedDiagnostics.AddRange(run.Result.Diagnostics.Concat(run.Advice).Concat(run.CompilerProblemsByHand()).Select(Same));
    }

    // As GeneratorRun names its files.
    protected override string DefaultFilePathPrefix => "File";

    protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => [_provider];

    // The library would compose a host for each test.
    protected override Task<Workspace> CreateWorkspaceImplAsync() => Task.FromResult<Workspace>(new AdhocWorkspace());

    protected override ParseOptions CreateParseOptions() => NetworkCompiler.ParseOptions;

    protected override CompilationOptions CreateCompilationOptions() => NetworkCompiler.Options;

    protected override async Task<(Compilation compilation, ImmutableArray<Diagnostic> generatorDiagnostics)> GetProjectCompilationAsync(
        Project project, IVerifier verifier, CancellationToken cancellationToken)
    {
        GeneratorRun run = GeneratorRun.Over((CSharpCompilation)(await project.GetCompilationAsync(cancellationToken))!, GeneratorRun.OneWidth, _weights);
        return (GeneratedBodies.Omit(run.Output), run.Result.Diagnostics);
    }

    protected override ImmutableArray<(Project project, Diagnostic diagnostic)> FilterDiagnostics(ImmutableArray<(Project project, Diagnostic diagnostic)> diagnostics) =>
        [.. base.FilterDiagnostics(diagnostics).Where(said => !GeneratedBodies.IsGenerated(said.diagnostic.Location.SourceTree))];

    protected override ImmutableArray<CodeAction> FilterCodeActions(ImmutableArray<CodeAction> actions)
    {
        FixAssert.HaveKeysOfTheirOwn(actions);
        ImmutableArray<CodeAction> chosen = [.. actions.Where(_isChosen)];
        bool mayLack = !CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.FixOne);
        Assert.True(mayLack || chosen.Length == 1, $"it is not offered, only: {string.Join("; ", actions.Select(action => action.Title))}");
        return chosen;
    }

    private static void Fill(SolutionState state, string[] sources)
    {
        state.DocumentationMode = DocumentationMode.Parse;
        state.AdditionalReferences.AddRange(NetworkCompiler.References);
        foreach (string source in sources)
        {
            state.Sources.Add(source);
        }
    }

    private static DiagnosticResult Same(Diagnostic diagnostic) => new DiagnosticResult(diagnostic.Descriptor)
        .WithSpan(diagnostic.Location.GetLineSpan()).WithMessage(diagnostic.GetMessage(null)).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);
}
