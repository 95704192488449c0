using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.CodeFixes;

/// <summary>An attribute and the document it stands in, which need not be the diagnostic's.</summary>
internal sealed record AttributePlace(Document Document, AttributeSyntax Attribute)
{
    /// <summary>How a menu calls it: as it is written, or by its name where that takes several lines.</summary>
    public string Title => Attribute.ToString() is var text && text.IndexOfAny(['\r', '\n']) < 0 ? text : Attribute.Name.ToString();
}

/// <summary>Finds attributes by location and changes documents by text, which leaves every comment and line ending where it is.</summary>
internal static class Places
{
    /// <summary>The attribute under a diagnostic, or at one of its additional locations; null where there is none.</summary>
    public static Task<AttributePlace?> FindAsync(Document document, Diagnostic diagnostic, int? place, CancellationToken cancellation)
    {
        if (place is not { } index)
        {
            return AttributeAtAsync(document, diagnostic.Location.SourceSpan, cancellation);
        }

        return index < diagnostic.AdditionalLocations.Count
            && DocumentOf(document.Project.Solution, diagnostic.AdditionalLocations[index]) is { } other
            ? AttributeAtAsync(other, diagnostic.AdditionalLocations[index].SourceSpan, cancellation)
            : Task.FromResult<AttributePlace?>(null);
    }

    /// <summary>A menu entry that replaces texts of one document.</summary>
    public static CodeAction Action(string title, string equivalenceKey, Document document, System.Func<CancellationToken, Task<TextChange[]>> changes) =>
        CodeAction.Create(title, cancellation => ChangeAsync(document, changes, cancellation), equivalenceKey);

    private static async Task<Solution> ChangeAsync(Document document, System.Func<CancellationToken, Task<TextChange[]>> changes, CancellationToken cancellation)
    {
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        TextChange[] made = await changes(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(made)).Project.Solution;
    }

    // A location that came from another process may have lost its tree.
    private static Document? DocumentOf(Solution solution, Location location) =>
        solution.GetDocument(location.SourceTree)
        ?? solution.GetDocumentIdsWithFilePath(location.GetLineSpan().Path).Select(solution.GetDocument).FirstOrDefault();

    private static async Task<AttributePlace?> AttributeAtAsync(Document document, TextSpan span, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        return root is not null && root.FullSpan.Contains(span)
            && root.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
            ? new AttributePlace(document, attribute)
            : null;
    }
}
