using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CnnGen.Tests;

/// <summary>Runs a code fix over what the generator reports.</summary>
internal static class FixAssert
{
    /// <summary>The titles offered for the first diagnostic, in their order.</summary>
    public static async Task<IReadOnlyList<string>> TitlesAsync(CodeFixProvider provider, string source) =>
        (await ActionsAsync(provider, source)).Actions.Select(action => action.Title).ToList();

    /// <summary>Applies the fix of the given title; the result is the expected text, and the generator has nothing to say about it.</summary>
    public static async Task FixesAsync(CodeFixProvider provider, string source, string title, string expected)
    {
        (Document document, IReadOnlyList<CodeAction> actions) = await ActionsAsync(provider, source);
        CodeAction action = Assert.Single(actions, action => action.Title == title);
        ApplyChangesOperation operation = Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>());
        string text = (await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
        Assert.Equal(expected, text);
        Assert.Empty(GeneratorRun.OfParsed(text).Result.Diagnostics);
    }

    private static async Task<(Document Document, IReadOnlyList<CodeAction> Actions)> ActionsAsync(CodeFixProvider provider, string source)
    {
        using AdhocWorkspace workspace = new();
        Document document = workspace.AddProject("Networks", LanguageNames.CSharp)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp13)).AddDocument("File0.cs", source, filePath: "File0.cs");
        SyntaxTree tree = (await document.GetSyntaxTreeAsync())!;

        // The generator saw its own tree; the fix must find its way by the span alone, as in an editor.
        Diagnostic reported = GeneratorRun.OfParsed(source).Result.Diagnostics
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).First(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id));
        Diagnostic diagnostic = Diagnostic.Create(
            reported.Descriptor, Location.Create(tree, reported.Location.SourceSpan), reported.Properties, reported.GetMessage(null));
        List<CodeAction> actions = [];
        CodeFixContext context = new(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None);
        await provider.RegisterCodeFixesAsync(context);
        return (document, actions);
    }
}
