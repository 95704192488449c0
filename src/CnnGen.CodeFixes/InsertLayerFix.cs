using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.CodeFixes;

/// <summary>Puts an activation behind the first of two layers that are one linear map without it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertLayerFix)), Shared]
public sealed class InsertLayerFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("CNN102");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await Places.FindAsync(context.Document, diagnostic, 0, context.CancellationToken).ConfigureAwait(false) is { } place)
            {
                foreach (Suggestion suggestion in Suggestion.Of(diagnostic, Suggestion.Insert))
                {
                    context.RegisterCodeFix(
                        Places.Action($"Insert {suggestion.Value} behind {place.Title}", suggestion.EquivalenceKey, place.Document, async cancellation =>
                        {
                            string name = await QualifiedNames.WriteAsync(place, suggestion.Value, "", cancellation).ConfigureAwait(false);
                            return [new TextChange(new TextSpan(place.Attribute.Span.End, 0), ", " + name)];
                        }),
                        diagnostic);
                }
            }
        }
    }
}
