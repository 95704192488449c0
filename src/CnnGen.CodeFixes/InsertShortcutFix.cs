using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.CodeFixes;

/// <summary>Puts the convolution of a residual network's shortcut in front of an addition whose branches differ in shape.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertShortcutFix)), Shared]
public sealed class InsertShortcutFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("CNN015");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            List<string> arguments = Suggestion.Of(diagnostic, Suggestion.InsertShortcut).Select(suggestion => suggestion.Value).ToList();
            if (arguments.Count > 0 && await Places.FindAsync(context.Document, diagnostic, null, context.CancellationToken).ConfigureAwait(false) is { } place)
            {
                string? joined = Suggestion.Of(diagnostic, Suggestion.JoinedName).FirstOrDefault()?.Value;
                context.RegisterCodeFix(
                    Places.Action(
                        $"Insert Conv({string.Join(", ", arguments)}) in front of {place.Title}", nameof(InsertShortcutFix), place.Document,
                        cancellation => InsertAsync(place, diagnostic.Location.SourceSpan, arguments, joined, cancellation)),
                    diagnostic);
            }
        }
    }

    private static async Task<TextChange[]> InsertAsync(AttributePlace place, TextSpan named, List<string> arguments, string? joined, CancellationToken cancellation)
    {
        SemanticModel? model = await place.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        int position = place.Attribute.SpanStart;
        string list = string.Join(", ", arguments.Select(argument => QualifiedNames.WriteArgument(model, position, argument)));
        string shortcut = await QualifiedNames.WriteAsync(place, "Conv", $"({list})", cancellation).ConfigureAwait(false);
        TextChange insertion = new(new TextSpan(position, 0), shortcut + ", ");
        return joined is null ? [insertion] : [insertion, new TextChange(named, QualifiedNames.WriteValue(model, named.Start, joined))];
    }
}
