using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CnnGen.CodeFixes;

/// <summary>Removes an attribute that should not be there: the one under the diagnostic, or one that it points at.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveAttributeFix)), Shared]
public sealed class RemoveAttributeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("CNN008", "CNN104", "CNN105");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(Suggestion.Remove, out string? where))
            {
                continue;
            }

            int? index = int.TryParse(where, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
            if (await Places.FindAsync(context.Document, diagnostic, index, context.CancellationToken).ConfigureAwait(false) is { } place)
            {
                context.RegisterCodeFix(
                    Places.Action($"Remove {place.Title}", nameof(RemoveAttributeFix), place.Document, async cancellation =>
                        Removal.OfAttribute(await place.Document.GetTextAsync(cancellation).ConfigureAwait(false), place.Attribute)),
                    diagnostic);
            }
        }
    }
}
