using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Graph;

/// <summary>Finds the names that a misspelt one may have meant.</summary>
internal static class Spelling
{
    private const int MostNames = 3;
    private const int LongestName = 256;

    /// <summary>Names within a third of the letters, nearest first; of equally near ones the later, which is nearer in the network.</summary>
    /// <remarks>Case counts for nothing but between equally near ones.</remarks>
    /// <param name="name">The misspelt name.</param>
    /// <param name="candidates">Those that there are.</param>
    /// <param name="last">The one that comes last among equally near ones.</param>
    public static IEnumerable<string> Nearest(string name, IReadOnlyList<string> candidates, string? last = null) => candidates
        .Select((candidate, index) => (Name: candidate, Distance: Distance(name, candidate, SameLetter), Index: index))
        .Where(candidate => candidate.Distance <= Math.Max(name.Length, candidate.Name.Length) / 3)
        .OrderBy(candidate => candidate.Distance)
        .ThenBy(candidate => Distance(name, candidate.Name, static (one, other) => one == other))
        .ThenBy(candidate => candidate.Name == last)
        .ThenByDescending(candidate => candidate.Index)
        .Take(MostNames).Select(candidate => candidate.Name);

    /// <summary>Letters inserted, left out, replaced or exchanged with their neighbour.</summary>
    private static int Distance(string one, string other, Func<char, char, bool> same)
    {
        if (Math.Max(one.Length, other.Length) > LongestName)
        {
            return int.MaxValue;
        }

        int[,] table = new int[one.Length + 1, other.Length + 1];
        for (int i = 0; i <= one.Length; i++)
        {
            for (int j = 0; j <= other.Length; j++)
            {
                table[i, j] = Cell(i, j);
            }
        }

        return table[one.Length, other.Length];

        int Cell(int i, int j)
        {
            if (i == 0 || j == 0)
            {
                return i + j;
            }

            int replaced = table[i - 1, j - 1] + (same(one[i - 1], other[j - 1]) ? 0 : 1);
            int best = Math.Min(replaced, 1 + Math.Min(table[i - 1, j], table[i, j - 1]));
            bool exchanged = i > 1 && j > 1 && same(one[i - 1], other[j - 2]) && same(one[i - 2], other[j - 1]);
            return exchanged ? Math.Min(best, table[i - 2, j - 2] + 1) : best;
        }
    }

    private static bool SameLetter(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
