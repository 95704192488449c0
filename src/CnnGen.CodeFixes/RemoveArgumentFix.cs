using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CnnGen.CodeFixes;

/// <summary>Removes an argument that says nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveArgumentFix)), Shared]
public sealed class RemoveArgumentFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("CNN005", "CNN020", "CNN108");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            await RegisterAsync(context, diagnostic).ConfigureAwait(false);
        }
    }

    /// <summary>Offers to remove the argument that the diagnostic names, if it names one.</summary>
    internal static async Task RegisterAsync(CodeFixContext context, Diagnostic diagnostic)
    {
        if (diagnostic.Properties.TryGetValue(Suggestion.RemoveArgument, out string? name) && name is not null
            && (await Places.FindAsync(context.Document, diagnostic, null, context.CancellationToken).ConfigureAwait(false)
                ?? await Places.FindAsync(context.Document, diagnostic, 0, context.CancellationToken).ConfigureAwait(false)) is { } place
            && ArgumentEdits.Find(place.Attribute, null, name) is { } argument)
        {
            context.RegisterCodeFix(
                Places.Action($"Remove {name}", $"{nameof(RemoveArgumentFix)}:{name}", place.Document, async cancellation =>
                    Removal.OfArgument(await place.Document.GetTextAsync(cancellation).ConfigureAwait(false), argument)),
                diagnostic);
        }
    }
}
