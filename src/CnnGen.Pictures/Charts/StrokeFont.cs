using System;
using System.Collections.Generic;
using OxyPlot;

namespace CnnGen.Pictures;

/// <summary>Letters of straight strokes: what charts need where there are no fonts.</summary>
/// <remarks>
/// A glyph is its width, then strokes as points (x, y), a digit each. y goes up: descenders end at 0, the line is at 2, small letters end at 6
/// and large ones at 8. A stroke of one point is a dot.
/// </remarks>
internal static class StrokeFont
{
    private const double UnitsPerSize = 0.12;
    private const double LineHeight = 1.2;
    private const double BaselineBelowTop = 0.94;
    private const double Gap = 1.7;
    private const int Baseline = 2;
    private const string Box = "3 02 08 38 32 02";

    private static readonly Dictionary<char, string> Glyphs = new()
    {
        [' '] = "2",
        ['!'] = "0 08 04|02",
        ['"'] = "1 08 06|18 16",
        ['#'] = "4 12 18|32 38|04 44|06 46",
        ['$'] = "4 47 38 18 07 06 15 35 44 43 32 12 03|29 21",
        ['%'] = "4 02 48|08 18 17 07 08|33 43 42 32 33",
        ['&'] = "4 42 06 07 18 27 26 04 03 12 22 44",
        ['\''] = "0 08 06",
        ['('] = "1 18 06 04 12",
        [')'] = "1 08 16 14 02",
        ['*'] = "2 17 13|06 24|04 26",
        ['+'] = "4 05 45|27 23",
        [','] = "1 12 01",
        ['-'] = "2 05 25",
        ['.'] = "0 02",
        ['/'] = "3 02 38",
        ['0'] = "3 18 07 03 12 22 33 37 28 18",
        ['1'] = "3 06 28 22",
        ['2'] = "3 07 18 28 37 36 02 32",
        ['3'] = "3 07 18 28 37 36 25 34 33 22 12 03|15 25",
        ['4'] = "3 22 28 04 34",
        ['5'] = "3 38 08 05 25 34 33 22 12 03",
        ['6'] = "3 37 28 18 07 03 12 22 33 34 25 05",
        ['7'] = "3 08 38 12",
        ['8'] = "3 15 06 07 18 28 37 36 25 15 04 03 12 22 33 34 25",
        ['9'] = "3 03 12 22 33 37 28 18 07 06 15 35",
        [':'] = "0 02|05",
        [';'] = "1 12 01|15",
        ['<'] = "3 37 05 33",
        ['='] = "3 04 34|06 36",
        ['>'] = "3 07 35 03",
        ['?'] = "3 07 18 28 37 36 24|22",
        ['@'] = "4 34 24 25 35 33 43 47 38 18 07 03 12 42",
        ['A'] = "4 02 28 42|15 35",
        ['B'] = "4 02 08 38 47 46 35 05|35 44 43 32 02",
        ['C'] = "4 47 38 18 07 03 12 32 43",
        ['D'] = "4 02 08 28 46 44 22 02",
        ['E'] = "3 38 08 02 32|05 25",
        ['F'] = "3 38 08 02|05 25",
        ['G'] = "4 47 38 18 07 03 12 32 43 45 25",
        ['H'] = "4 02 08|42 48|05 45",
        ['I'] = "0 02 08",
        ['J'] = "3 38 33 22 12 03",
        ['K'] = "4 02 08|48 05 42",
        ['L'] = "3 08 02 32",
        ['M'] = "4 02 08 25 48 42",
        ['N'] = "4 02 08 42 48",
        ['O'] = "4 18 07 03 12 32 43 47 38 18",
        ['P'] = "4 02 08 38 47 46 35 05",
        ['Q'] = "4 18 07 03 12 32 43 47 38 18|24 42",
        ['R'] = "4 02 08 38 47 46 35 05|25 42",
        ['S'] = "4 47 38 18 07 06 15 35 44 43 32 12 03",
        ['T'] = "4 08 48|28 22",
        ['U'] = "4 08 03 12 32 43 48",
        ['V'] = "4 08 22 48",
        ['W'] = "6 08 12 36 52 68",
        ['X'] = "4 02 48|08 42",
        ['Y'] = "4 08 25 48|25 22",
        ['Z'] = "4 08 48 02 42",
        ['['] = "1 18 08 02 12",
        ['\\'] = "3 08 32",
        [']'] = "1 08 18 12 02",
        ['^'] = "2 06 18 26",
        ['_'] = "3 01 31",
        ['`'] = "1 08 16",
        ['a'] = "3 36 32|35 26 16 05 03 12 22 33",
        ['b'] = "3 08 02|05 16 26 35 33 22 12 03",
        ['c'] = "3 35 26 16 05 03 12 22 33",
        ['d'] = "3 38 32|35 26 16 05 03 12 22 33",
        ['e'] = "3 04 34 35 26 16 05 03 12 22 33",
        ['f'] = "2 28 17 12|06 26",
        ['g'] = "3 36 31 20 10 01|35 26 16 05 03 12 22 33",
        ['h'] = "3 08 02|05 16 26 35 32",
        ['i'] = "0 06 02|08",
        ['j'] = "1 16 11 00|18",
        ['k'] = "3 08 02|36 04 32",
        ['l'] = "0 08 02",
        ['m'] = "4 06 02|05 16 25 22|25 36 45 42",
        ['n'] = "3 06 02|05 16 26 35 32",
        ['o'] = "3 16 05 03 12 22 33 35 26 16",
        ['p'] = "3 06 00|05 16 26 35 33 22 12 03",
        ['q'] = "3 36 30|35 26 16 05 03 12 22 33",
        ['r'] = "2 06 02|05 16 26",
        ['s'] = "3 35 26 16 05 14 24 33 22 12 03",
        ['t'] = "2 18 13 22|06 26",
        ['u'] = "3 06 03 12 22 33|36 32",
        ['v'] = "4 06 22 46",
        ['w'] = "4 06 12 26 32 46",
        ['x'] = "3 02 36|06 32",
        ['y'] = "4 06 22|46 10",
        ['z'] = "3 06 36 02 32",
        ['{'] = "2 28 17 16 05 14 13 22",
        ['|'] = "0 09 01",
        ['}'] = "2 08 17 16 25 14 13 02",
        ['~'] = "3 04 15 24 35",
    };

    /// <summary>How thick strokes are.</summary>
    /// <param name="size">The font's size in pixels.</param>
    /// <param name="isBold">Whether they are thicker than usual.</param>
    public static double Thickness(double size, bool isBold) => Math.Max(1, size * (isBold ? 0.12 : 0.085));

    /// <summary>How much room a text takes; lines stand below each other.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The font's size in pixels.</param>
    public static OxySize Measure(string text, double size)
    {
        if (string.IsNullOrEmpty(text))
        {
            return OxySize.Empty;
        }

        string[] lines = text.Split('\n');
        double width = 0;
        foreach (string line in lines)
        {
            width = Math.Max(width, WidthOf(line));
        }

        return new OxySize(width * size * UnitsPerSize, lines.Length * size * LineHeight);
    }

    /// <summary>A text's strokes, in pixels from its upper left corner.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The font's size in pixels.</param>
    public static IEnumerable<ScreenPoint[]> Strokes(string text, double size)
    {
        double unit = size * UnitsPerSize;
        double baseline = size * BaselineBelowTop;
        foreach (string line in text.Split('\n'))
        {
            double left = Gap / 2;
            foreach (char letter in line)
            {
                string glyph = GlyphOf(letter);
                foreach (string stroke in glyph.Length > 1 ? glyph[2..].Split('|') : [])
                {
                    yield return Array.ConvertAll(
                        stroke.Split(' '), point => new ScreenPoint((left + Digit(point, 0)) * unit, baseline - ((Digit(point, 1) - Baseline) * unit)));
                }

                left += Digit(glyph, 0) + Gap;
            }

            baseline += size * LineHeight;
        }
    }

    /// <summary>Whether a letter is drawn as itself.</summary>
    public static bool Has(char letter) => Glyphs.ContainsKey(letter);

    private static double WidthOf(string line)
    {
        double width = 0;
        foreach (char letter in line)
        {
            width += Digit(GlyphOf(letter), 0) + Gap;
        }

        return width;
    }

    private static string GlyphOf(char letter) => Glyphs.GetValueOrDefault(letter, Box);

    private static int Digit(string text, int place) => text[place] - '0';
}
