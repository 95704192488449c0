using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.CodeFixes;

/// <summary>Offers each value that would mend an error: "Set Stride to 2", "Change to "skip"".</summary>
/// <remarks>The generator puts the values into the diagnostic's properties, a parameter's name to C# expressions; nothing is computed here.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SetArgumentFix)), Shared]
public sealed class SetArgumentFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create("CNN001", "CNN002", "CNN003", "CNN004", "CNN011", "CNN012", "CNN013", "CNN015", "CNN016", "CNN019", "CNN023", "CNN101", "CNN107", "CNN201");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            await ChannelsFirstFix.RegisterAsync(context, diagnostic).ConfigureAwait(false);

            // An argument that can go altogether comes before other values of it in the menu.
            await RemoveArgumentFix.RegisterAsync(context, diagnostic).ConfigureAwait(false);
            foreach (Suggestion suggestion in Suggestion.Of(diagnostic, Suggestion.Text))
            {
                TextSpan text = diagnostic.Location.SourceSpan;
                context.RegisterCodeFix(
                    Places.Action($"Change to {suggestion.Value}", suggestion.EquivalenceKey, context.Document, _ => Task.FromResult<TextChange[]>([new(text, suggestion.Value)])),
                    diagnostic);
            }

            foreach (Suggestion suggestion in Suggestion.ForArguments(diagnostic))
            {
                if (suggestion.Key == Suggestion.Here)
                {
                    TextSpan here = diagnostic.Location.SourceSpan;
                    context.RegisterCodeFix(
                        Places.Action($"Change to {suggestion.Value}", suggestion.EquivalenceKey, context.Document, async cancellation =>
                        {
                            SemanticModel? model = await context.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
                            return [new TextChange(here, QualifiedNames.WriteValue(model, here.Start, suggestion.Value))];
                        }),
                        diagnostic);
                }
                else if (await Places.FindAsync(context.Document, diagnostic, suggestion.Place, context.CancellationToken).ConfigureAwait(false) is { } place)
                {
                    RegisterArgument(context, diagnostic, suggestion, place);
                }
            }
        }
    }

    private static void RegisterArgument(CodeFixContext context, Diagnostic diagnostic, Suggestion suggestion, AttributePlace place)
    {
        string settings = string.Join(" and ", suggestion.Settings.Select(static setting => $"{setting.Parameter} to {setting.Value}"));
        string title = $"Set {settings}" + (suggestion.Place is null ? "" : $" in {place.Title}");
        context.RegisterCodeFix(
            Places.Action(title, suggestion.EquivalenceKey, place.Document, async cancellation =>
            {
                SemanticModel? model = await place.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
                IMethodSymbol? constructor = model?.GetSymbolInfo(place.Attribute, cancellation).Symbol as IMethodSymbol;
                return [.. suggestion.Settings.Select(setting => ArgumentEdits.Set(
                    place.Attribute, constructor, setting.Parameter, QualifiedNames.WriteValue(model, place.Attribute.SpanStart, setting.Value)))];
            }),
            diagnostic);
    }
}
