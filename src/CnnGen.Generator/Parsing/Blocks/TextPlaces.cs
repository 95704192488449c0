using System;
using System.Linq;
using CnnGen.Generator.Model.Blocks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Parsing.Blocks;

/// <summary>Finds the characters of the source that a stretch of a string came from: of one literal, however it is written.</summary>
internal static class TextPlaces
{
    /// <summary>The place of a stretch of an expression's text; the whole expression where it is no literal.</summary>
    public static Location Find(ExpressionSyntax expression, TextRange range)
    {
        if (expression is not LiteralExpressionSyntax { Token: var token } || Map(token) is not { } map || range.Start + range.Length >= map.Length)
        {
            return expression.GetLocation();
        }

        int start = map[range.Start];

        // A stretch of nothing, at the end of what is half typed, is shown as the character in front of it.
        int end = range.Length == 0 ? start : map[range.Start + range.Length - 1] + WidthAt(token, map, range.Start + range.Length - 1);
        return Location.Create(expression.SyntaxTree, TextSpan.FromBounds(token.SpanStart + (range.Length == 0 ? Math.Max(0, start - 1) : start), token.SpanStart + end));
    }

    private static int WidthAt(SyntaxToken token, int[] map, int place) => token.IsKind(SyntaxKind.StringLiteralToken) ? Math.Max(1, map[place + 1] - map[place]) : 1;

    /// <summary>For every character of the value, and its end, the place in the token's text; null for what is no string.</summary>
    private static int[]? Map(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.StringLiteralToken => MapQuoted(token),
        SyntaxKind.SingleLineRawStringLiteralToken => MapRun(token.ValueText.Length, QuotesOf(token.Text)),
        SyntaxKind.MultiLineRawStringLiteralToken => MapLines(token),
        _ => null,
    };

    private static int[] MapQuoted(SyntaxToken token)
    {
        string text = token.Text;
        bool isVerbatim = text.StartsWith("@", StringComparison.Ordinal);
        int[] map = new int[token.ValueText.Length + 1];
        int at = isVerbatim ? 2 : 1;
        for (int place = 0; place < token.ValueText.Length; place++)
        {
            map[place] = Math.Min(at, text.Length);
            at += isVerbatim ? CharacterAt(text, at) == '"' ? 2 : 1 : CharacterAt(text, at) == '\\' ? EscapeLength(text, at, token.ValueText, ref place, map) : 1;
        }

        map[map.Length - 1] = Math.Min(at, text.Length);
        return map;
    }

    /// <summary>The characters of an escape; one of \U may stand for two characters of the value.</summary>
    private static int EscapeLength(string text, int at, string value, ref int place, int[] map)
    {
        switch (CharacterAt(text, at + 1))
        {
            case 'u':
                return 6;
            case 'U':
                if (char.IsHighSurrogate(value[place]) && place + 1 < value.Length)
                {
                    map[++place] = at;
                }

                return 10;
            case 'x':
                return 2 + Enumerable.Range(at + 2, 4).TakeWhile(place => Uri.IsHexDigit(CharacterAt(text, place))).Count();
            default:
                return 2;
        }
    }

    private static char CharacterAt(string text, int place) => place < text.Length ? text[place] : '\0';

    private static int[] MapRun(int length, int start) => Enumerable.Range(start, length + 1).ToArray();

    /// <summary>Lines between rows of quotes: each without as many blanks as the last row has in front of it.</summary>
    private static int[] MapLines(SyntaxToken token)
    {
        SourceText text = SourceText.From(token.Text);
        string last = text.Lines[text.Lines.Count - 1].ToString();
        int indentation = last.Length - last.TrimStart().Length;
        int[] map = new int[token.ValueText.Length + 1];
        int place = 0;
        for (int line = 1; line < text.Lines.Count - 1; line++)
        {
            for (int at = Math.Min(text.Lines[line].Start + indentation, text.Lines[line].End); at < text.Lines[line].EndIncludingLineBreak && place < map.Length; at++)
            {
                map[place++] = at;
            }
        }

        for (int rest = Math.Min(place, map.Length - 1); rest < map.Length; rest++)
        {
            map[rest] = text.Lines[Math.Max(1, text.Lines.Count - 2)].End;
        }

        return map;
    }

    private static int QuotesOf(string text) => text.TakeWhile(static character => character == '"').Count();
}
