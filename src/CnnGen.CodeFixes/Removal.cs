using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.CodeFixes;

/// <summary>Takes attributes and arguments out of a text, and with them the line that they had to themselves.</summary>
internal static class Removal
{
    /// <summary>Removes an attribute; the last one of a list goes with its list.</summary>
    public static TextChange[] OfAttribute(SourceText text, AttributeSyntax attribute)
    {
        AttributeListSyntax list = (AttributeListSyntax)attribute.Parent!;
        return list.Attributes.Count == 1
            ? [Delete(WithLine(text, list.Span))]
            : OfItem(text, list.Attributes, list.Attributes.IndexOf(attribute)).ToArray();
    }

    /// <summary>Removes an argument; the last one goes with its parentheses.</summary>
    public static TextChange[] OfArgument(SourceText text, AttributeArgumentSyntax argument)
    {
        AttributeArgumentListSyntax list = (AttributeArgumentListSyntax)argument.Parent!;
        return list.Arguments.Count == 1
            ? [Delete(list.Span)]
            : OfItem(text, list.Arguments, list.Arguments.IndexOf(argument)).ToArray();
    }

    private static IEnumerable<TextChange> OfItem<T>(SourceText text, SeparatedSyntaxList<T> list, int index)
        where T : SyntaxNode
    {
        TextSpan item = list[index].Span;
        if (index < list.SeparatorCount)
        {
            yield return Delete(WithLine(text, TextSpan.FromBounds(item.Start, list.GetSeparator(index).Span.End)));
            yield break;
        }

        // The comma before it goes too, but not a comment that stands between them.
        TextSpan comma = list.GetSeparator(index - 1).Span;
        if (IsBlank(text, comma.End, item.Start))
        {
            yield return Delete(TextSpan.FromBounds(comma.Start, item.End));
        }
        else
        {
            yield return Delete(comma);
            yield return Delete(WithLine(text, item));
        }
    }

    /// <summary>The span with its whole lines, comment behind it included, where nothing else is on them; else with the blanks that parted it from the rest.</summary>
    private static TextSpan WithLine(SourceText text, TextSpan span)
    {
        TextLine first = text.Lines.GetLineFromPosition(span.Start);
        TextLine last = text.Lines.GetLineFromPosition(span.End);
        string behind = text.ToString(TextSpan.FromBounds(span.End, last.End)).Trim();
        bool isOnlyComment = behind.Length == 0 || behind.StartsWith("//", System.StringComparison.Ordinal)
            || (behind.StartsWith("/*", System.StringComparison.Ordinal) && behind.IndexOf("*/", System.StringComparison.Ordinal) == behind.Length - 2);
        if (isOnlyComment && IsBlank(text, first.Start, span.Start))
        {
            return TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak);
        }

        int start = span.Start;
        int end = span.End;
        while (end < last.End && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        while (end == last.End && start > first.Start && char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        return TextSpan.FromBounds(start, end);
    }

    private static bool IsBlank(SourceText text, int start, int end) => string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(start, end)));

    private static TextChange Delete(TextSpan span) => new(span, "");
}
