using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Tests;

/// <summary>Source with expected diagnostics in it: <c>Stride = {|CNN001:4|}</c>. Marks may be nested.</summary>
/// <param name="Source">The source without the marks.</param>
/// <param name="Expected">What is expected and where, in the order of the places.</param>
internal sealed record Markup(string Source, IReadOnlyList<(string Id, TextSpan Span)> Expected)
{
    public static Markup Parse(string text)
    {
        StringBuilder source = new();
        Stack<(string Id, int Start)> open = new();
        List<(string Id, TextSpan Span)> expected = [];
        for (int index = 0; index < text.Length; index++)
        {
            if (string.CompareOrdinal(text, index, "{|", 0, 2) == 0 && text.IndexOf(':', index) is int colon and > 0)
            {
                open.Push((text[(index + 2)..colon], source.Length));
                index = colon;
            }
            else if (string.CompareOrdinal(text, index, "|}", 0, 2) == 0 && open.TryPop(out (string Id, int Start) mark))
            {
                expected.Add((mark.Id, TextSpan.FromBounds(mark.Start, source.Length)));
                index++;
            }
            else
            {
                source.Append(text[index]);
            }
        }

        if (open.Count > 0)
        {
            throw new FormatException($"{{|{open.Peek().Id}: is not closed");
        }

        return new Markup(source.ToString(), expected.OrderBy(mark => mark.Span.Start).ThenBy(mark => mark.Id, StringComparer.Ordinal).ToList());
    }
}
