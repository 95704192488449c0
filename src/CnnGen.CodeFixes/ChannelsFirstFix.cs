using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.CodeFixes;

/// <summary>Moves the channels of an Input to the front, as <see cref="SetArgumentFix"/> offers it before numbers that only fit.</summary>
internal static class ChannelsFirstFix
{
    /// <summary>Offers the order that is meant, if the diagnostic says that another one is.</summary>
    public static async Task RegisterAsync(CodeFixContext context, Diagnostic diagnostic)
    {
        foreach (Suggestion suggestion in Suggestion.Of(diagnostic, Suggestion.ChannelsFirst))
        {
            if (int.TryParse(suggestion.Value, out int index)
                && await Places.FindAsync(context.Document, diagnostic, index, context.CancellationToken).ConfigureAwait(false) is { Attribute.ArgumentList: { } list } place)
            {
                List<ExpressionSyntax> given = InOrder(list);
                List<string> wanted = given.Skip(given.Count - 1).Concat(given.Take(given.Count - 1)).Select(expression => expression.ToString()).ToList();
                TextChange[] changes = given.Select((expression, position) => new TextChange(expression.Span, wanted[position])).ToArray();
                context.RegisterCodeFix(
                    Places.Action(
                        $"Change to {place.Attribute.Name}({string.Join(", ", wanted)})", nameof(ChannelsFirstFix), place.Document, _ => Task.FromResult(changes)),
                    diagnostic);
            }
        }
    }

    // The axes' order, whatever order arguments with names are in.
    private static List<ExpressionSyntax> InOrder(AttributeArgumentListSyntax list)
    {
        List<string> axes = list.Arguments.Count > 3 ? ["channels", "depth", "height", "width"] : ["channels", "height", "width"];
        return list.Arguments
            .Select((argument, position) => (argument.Expression, Axis: argument.NameColon is { } named ? axes.IndexOf(named.Name.Identifier.ValueText) : position))
            .OrderBy(argument => argument.Axis).Select(argument => argument.Expression).ToList();
    }
}
