using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.CodeFixes;

/// <summary>Puts an <c>[Input]</c> with which the layers fit above them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddInputFix)), Shared]
public sealed class AddInputFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("CNN007");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            AttributePlace? place = await Places.FindAsync(context.Document, diagnostic, null, context.CancellationToken).ConfigureAwait(false);
            if (place?.Attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.AttributeLists.FirstOrDefault() is { } first)
            {
                foreach (Suggestion suggestion in Suggestion.Of(diagnostic, Suggestion.Input))
                {
                    // The key is the size itself: the same one for every network that takes it.
                    context.RegisterCodeFix(
                        Places.Action(
                            $"Add [Input({suggestion.Value})]", $"Input({suggestion.Value})", place.Document,
                            cancellation => InsertAsync(place, first, suggestion.Value, cancellation)),
                        diagnostic);
                }
            }
        }
    }

    private static async Task<TextChange[]> InsertAsync(AttributePlace place, AttributeListSyntax first, string sizes, CancellationToken cancellation)
    {
        SourceText text = await place.Document.GetTextAsync(cancellation).ConfigureAwait(false);
        TextLine line = text.Lines.GetLineFromPosition(first.SpanStart);
        string indentation = string.Concat(text.ToString(line.Span).TakeWhile(char.IsWhiteSpace));
        string input = await QualifiedNames.WriteAsync(place, "Input", $"({sizes})", cancellation).ConfigureAwait(false);
        return [new TextChange(new TextSpan(first.SpanStart, 0), $"[{input}]{LineBreak(text)}{indentation}")];
    }

    // As the file's first line ends.
    private static string LineBreak(SourceText text)
    {
        TextLine line = text.Lines[0];
        string given = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        return given.Length > 0 ? given : "\n";
    }
}
