using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace CnnGen.Runtime;

/// <summary>Names and shapes as they stand in messages.</summary>
internal static class Names
{
    private const int LongestName = 80;

    /// <summary>The name in quotes, cut where a hostile file makes it long, and without control characters.</summary>
    public static string Quote(string name)
    {
        StringBuilder text = new("'");
        foreach (char character in name.AsSpan(0, Math.Min(name.Length, LongestName)))
        {
            text.Append(char.IsControl(character) ? '?' : character);
        }

        return text.Append(name.Length > LongestName ? "...'" : "'").ToString();
    }

    /// <summary>The first names, and how many more there are.</summary>
    public static string List(IReadOnlyCollection<string> names, int most) => List(names, Quote, most);

    /// <summary>The first things, and how many more there are.</summary>
    public static string List<T>(IReadOnlyCollection<T> things, Func<T, string> text, int most)
    {
        string first = string.Join(", ", things.Take(most).Select(text));
        return things.Count <= most
            ? first
            : string.Create(CultureInfo.InvariantCulture, $"{first} and {things.Count - most} more");
    }

    /// <summary>A shape in brackets: [6, 1, 5, 5].</summary>
    public static string Shape<T>(IReadOnlyList<T> shape)
        where T : IFormattable
    {
        const int MostAxes = 16;
        string axes = string.Join(", ", shape.Take(MostAxes).Select(axis => axis.ToString(null, CultureInfo.InvariantCulture)));
        return shape.Count <= MostAxes ? $"[{axes}]" : $"[{axes}, ...]";
    }

    /// <summary>The candidate that the fewest edits turn into the name; null when none is close.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        // Past half of the name's length, a suggestion puzzles more than it helps.
        int least = (Math.Min(name.Length, LongestName) / 2) + 1;
        string? nearest = null;
        foreach (string candidate in candidates)
        {
            int distance = Distance(name, candidate);
            if (distance < least)
            {
                least = distance;
                nearest = candidate;
            }
        }

        return nearest;
    }

    private static int Distance(string from, string to)
    {
        if (from.Length > LongestName || to.Length > LongestName)
        {
            return int.MaxValue;
        }

        // Levenshtein's distance, one row at a time.
        Span<int> row = stackalloc int[to.Length + 1];
        for (int j = 0; j <= to.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int substituted = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
