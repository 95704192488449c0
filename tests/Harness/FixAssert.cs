using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
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

    /// <summary>The same over several files.</summary>
    public static async Task FixesAsync(CodeFixProvider provider, string[] sources, string title, string[] expected)
    {
        using FixWorkspace workspace = new(sources);
        Diagnostic first = (await workspace.DiagnosticsAsync()).First(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id));
        await ApplyAsync(provider, workspace, first, title, expected);
    }

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
            GeneratorRun run = GeneratorRun.OfParsed(texts);
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
                    GeneratorRun run = GeneratorRun.OfParsed(text);
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

    /// <summary>Applies a fix to a diagnostic made by hand: its ID and place by a mark, additional places by marks <c>{|@0:...|}</c>.</summary>
    public static async Task SuggestionFixesAsync(
        CodeFixProvider provider, string markup, IReadOnlyDictionary<string, string?> properties, string title, string expected)
    {
        Markup marked = Markup.Parse(markup);
        using FixWorkspace workspace = new([marked.Source]);
        SyntaxTree tree = (await workspace.Solution.GetDocument(workspace.Documents[0])!.GetSyntaxTreeAsync())!;
        IEnumerable<Location> additional = marked.Expected.Where(mark => mark.Id[0] == '@')
            .OrderBy(mark => mark.Id, StringComparer.Ordinal).Select(mark => Location.Create(tree, mark.Span));
        (string id, Microsoft.CodeAnalysis.Text.TextSpan span) = marked.Expected.Single(mark => mark.Id[0] != '@');
#pragma warning disable RS2008 // Not an analyzer's own.
        DiagnosticDescriptor descriptor = new(id, "title", "message", "Test", DiagnosticSeverity.Error, isEnabledByDefault: true);
#pragma warning restore RS2008
        Diagnostic diagnostic = Diagnostic.Create(descriptor, Location.Create(tree, span), additional, properties.ToImmutableDictionary());
        await ApplyAsync(provider, workspace, diagnostic, title, [expected]);
    }

    /// <summary>Applies the fix of an equivalence key everywhere at once.</summary>
    public static async Task FixesAllAsync(CodeFixProvider provider, string equivalenceKey, string[] sources, string[] expected)
    {
        using FixWorkspace workspace = new(sources);
        List<Diagnostic> diagnostics = (await workspace.DiagnosticsAsync()).Where(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id)).ToList();
        FixAllContext context = new(
            workspace.Solution.GetDocument(workspace.Documents[0])!,
            provider,
            FixAllScope.Solution,
            equivalenceKey,
            diagnostics.Select(diagnostic => diagnostic.Id).Distinct(),
            new FixWorkspace.Provider(workspace.Solution, diagnostics),
            CancellationToken.None);
        CodeAction? action = await provider.GetFixAllProvider()!.GetFixAsync(context);
        Assert.True(action is not null, $"no fix-all for '{equivalenceKey}'");
        await IsMendedAsync(workspace, action, expected);
    }

    private static async Task ApplyAsync(CodeFixProvider provider, FixWorkspace workspace, Diagnostic diagnostic, string title, string[] expected)
    {
        IReadOnlyList<CodeAction> actions = await ActionsAsync(provider, workspace, diagnostic);
        CodeAction? action = actions.FirstOrDefault(action => action.Title == title);
        Assert.True(action is not null, $"'{title}' is not offered, only: {string.Join("; ", actions.Select(offered => offered.Title))}");
        await IsMendedAsync(workspace, action, expected);
    }

    private static async Task<IReadOnlyList<CodeAction>> ActionsAsync(CodeFixProvider provider, FixWorkspace workspace, Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        Document document = workspace.Solution.GetDocument(diagnostic.Location.SourceTree)!;
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));

        // The same key for two entries would make "fix all" apply either.
        Assert.Equal(actions.Count, actions.Select(action => action.EquivalenceKey).Distinct().Count());
        return actions;
    }

    private static async Task IsMendedAsync(FixWorkspace workspace, CodeAction action, string[] expected)
    {
        string[] texts = await ChangedAsync(workspace, action);
        Assert.Equal(expected, texts);
        GeneratorRun run = GeneratorRun.OfParsed(texts);
        Assert.Empty(run.Result.Diagnostics);
        Assert.Empty(run.Advice);
        Assert.Empty(run.CompilerProblemsByHand());
    }

    private static async Task<string[]> ChangedAsync(FixWorkspace workspace, CodeAction action)
    {
        ApplyChangesOperation operation = Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>());
        return await workspace.TextsAsync(operation.ChangedSolution);
    }
}
