using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace CnnGen.Tests;

/// <summary>Runs code fixes over what is reported, and asserts that nothing is left to report.</summary>
internal static class FixAssert
{
    /// <summary>The titles offered for the first diagnostic, in their order.</summary>
    public static async Task<IReadOnlyList<string>> TitlesAsync(CodeFixProvider provider, params string[] sources)
    {
        using FixWorkspace workspace = new(sources);
        IReadOnlyList<Diagnostic> diagnostics = await workspace.DiagnosticsAsync();
        return diagnostics.FirstOrDefault(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id)) is { } first
            ? (await ActionsAsync(provider, workspace, first)).Select(action => action.Title).ToList()
            : [];
    }

    /// <summary>Applies the fix of the given title to the first diagnostic; the result is the expected text, and nobody has anything to say about it.</summary>
    public static Task FixesAsync(CodeFixProvider provider, string source, string title, string expected) =>
        FixesAsync(provider, [source], title, [expected]);

    /// <summary>The same in a project with weights files.</summary>
    public static Task FixesAsync(CodeFixProvider provider, string weights, string source, string title, string expected) =>
        new FixTest(provider, action => action.Title == title, [source], [expected], weights)
        {
            CodeFixTestBehaviors = CodeFixTestBehaviors.FixOne | CodeFixTestBehaviors.SkipFixAllCheck,
        }.RunAsync();

    /// <summary>The same over several files.</summary>
    public static Task FixesAsync(CodeFixProvider provider, string[] sources, string title, string[] expected) =>
        new FixTest(provider, action => action.Title == title, sources, expected)
        {
            CodeFixTestBehaviors = CodeFixTestBehaviors.FixOne | CodeFixTestBehaviors.SkipFixAllCheck,
        }.RunAsync();

    /// <summary>Applies the fix of an equivalence key to one diagnostic after another, and everywhere at once: in each file, in the project and in the solution.</summary>
    public static Task FixesAllAsync(CodeFixProvider provider, string equivalenceKey, string[] sources, string[] expected) =>
        new FixTest(provider, action => action.EquivalenceKey == equivalenceKey, sources, expected).RunAsync();

    /// <summary>Applies each fix that is offered for the first diagnostic in turn; after each there is nothing to say but, if asked for, about something else.</summary>
    /// <returns>How many there were.</returns>
    public static async Task<int> EachMendsAsync(CodeFixProvider provider, string source, bool othersMayFollow = false)
    {
        using FixWorkspace workspace = new([source]);
        Diagnostic first = (await workspace.DiagnosticsAsync()).First(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id));
        IReadOnlyList<CodeAction> actions = await ActionsAsync(provider, workspace, first);
        foreach (CodeAction action in actions)
        {
            string[] texts = await ChangedAsync(workspace, action);
            GeneratorRun run = GeneratorRun.OfOneWidth(texts);
            Assert.True(
                othersMayFollow ? !run.Result.Diagnostics.Any(diagnostic => diagnostic.Id == first.Id) : run.Result.Diagnostics.IsEmpty,
                $"'{action.Title}' leaves: {string.Join("; ", run.Result.Diagnostics)}");
            Assert.True(othersMayFollow || run.Advice.Count == 0, $"after '{action.Title}' it is advised: {string.Join("; ", run.Advice)}");
            Assert.Empty(run.CompilerProblemsByHand());
        }

        return actions.Count;
    }

    /// <summary>Applies each fix of each provider for each diagnostic of any text, and looks whether that diagnostic goes and the text stays C#.</summary>
    /// <returns>What went wrong, if anything, and how many fixes there were.</returns>
    public static async Task<(IReadOnlyList<string> Wrong, int Applied)> TryAllAsync(IReadOnlyList<CodeFixProvider> providers, string source)
    {
        using FixWorkspace workspace = new([source]);
        IReadOnlyList<Diagnostic> diagnostics = await workspace.DiagnosticsAsync();
        int problems = SyntaxErrors(source);
        List<string> wrong = [];
        int applied = 0;
        foreach (Diagnostic diagnostic in diagnostics)
        {
            foreach (CodeFixProvider provider in providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                foreach (CodeAction action in await ActionsAsync(provider, workspace, diagnostic))
                {
                    applied++;
                    string text = Assert.Single(await ChangedAsync(workspace, action));
                    GeneratorRun run = GeneratorRun.OfOneWidth(text);
                    DiagnosticAssert.DoesNotCrash(run);
                    int before = diagnostics.Count(other => IsSame(other, diagnostic));
                    int after = run.Result.Diagnostics.Concat(run.Advice).Count(other => IsSame(other, diagnostic));
                    if (after >= before || SyntaxErrors(text) > problems)
                    {
                        wrong.Add($"'{action.Title}' for {diagnostic.Id}: {diagnostic.GetMessage(null)}\n  {source}\n  {text}");
                    }
                }
            }
        }

        return (wrong, applied);

        static bool IsSame(Diagnostic one, Diagnostic other) => one.Id == other.Id && one.GetMessage(null) == other.GetMessage(null);

        static int SyntaxErrors(string text) => Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(text).GetDiagnostics().Count();
    }

    /// <summary>The same key for two entries would make "fix all" apply either.</summary>
    public static void HaveKeysOfTheirOwn(IReadOnlyCollection<CodeAction> actions) =>
        Assert.Equal(actions.Count, actions.Select(action => action.EquivalenceKey).Distinct().Count());

    private static async Task<IReadOnlyList<CodeAction>> ActionsAsync(CodeFixProvider provider, FixWorkspace workspace, Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        Document document = workspace.Solution.GetDocument(diagnostic.Location.SourceTree)!;
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        HaveKeysOfTheirOwn(actions);
        return actions;
    }

    private static async Task<string[]> ChangedAsync(FixWorkspace workspace, CodeAction action)
    {
        ApplyChangesOperation operation = Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>());
        return await workspace.TextsAsync(operation.ChangedSolution);
    }
}
