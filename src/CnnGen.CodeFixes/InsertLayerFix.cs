using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.CodeFixes;

/// <summary>Puts a ReLU behind the first of two layers that would be one linear map without it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertLayerFix)), Shared]
public sealed class InsertLayerFix : CodeFixProvider
{
    private const string Layer = "ReLU";

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
                context.RegisterCodeFix(
                    Places.Action($"Insert {Layer} behind {place.Title}", nameof(InsertLayerFix), place.Document, async cancellation =>
                    {
                        string name = await LayerNames.WriteAsync(place, Layer, "", cancellation).ConfigureAwait(false);
                        return [new TextChange(new TextSpan(place.Attribute.Span.End, 0), ", " + name)];
                    }),
                    diagnostic);
            }
        }
    }
}
