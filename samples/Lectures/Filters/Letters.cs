using System;
using System.Collections.Generic;
using System.Linq;
using Lectures.Screen;

namespace Lectures.Filters;

/// <summary>Letters of 5x7 pixels.</summary>
internal static class Letters
{
    /// <summary>A letter's columns.</summary>
    public const int Width = 5;

    /// <summary>A letter's rows.</summary>
    public const int Height = 7;

    private const int Margin = 1;
    private const int LineHeight = Height + 2;

    private static readonly Dictionary<char, string> Shapes = new()
    {
        ['A'] = ".###. #...# #...# ##### #...# #...# #...#",
        ['C'] = ".###. #...# #.... #.... #.... #...# .###.",
        ['E'] = "##### #.... #.... ####. #.... #.... #####",
        ['I'] = ".###. ..#.. ..#.. ..#.. ..#.. ..#.. .###.",
        ['L'] = "#.... #.... #.... #.... #.... #.... #####",
        ['N'] = "#...# ##..# #.#.# #..## #...# #...# #...#",
        ['O'] = ".###. #...# #...# #...# #...# #...# .###.",
        ['R'] = "####. #...# #...# ####. #.#.. #..#. #...#",
        ['T'] = "##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..",
        ['U'] = "#...# #...# #...# #...# #...# #...# .###.",
        ['V'] = "#...# #...# #...# #...# #...# .#.#. ..#..",
    };

    /// <summary>A letter's pixels row by row: 1 where there is ink.</summary>
    public static float[] Ink(char letter) => [.. Shapes[letter].Where(mark => mark != ' ').Select(mark => mark == '#' ? 1f : 0f)];

    /// <summary>Writes lines of text, bright on dark.</summary>
    public static Picture Write(params string[] lines)
    {
        int width = (2 * Margin) + (lines.Max(line => line.Length) * (Width + 1)) - 1;
        float[] pixels = new float[width * lines.Length * LineHeight];
        for (int line = 0; line < lines.Length; line++)
        {
            for (int place = 0; place < lines[line].Length; place++)
            {
                if (lines[line][place] != ' ')
                {
                    (int row, int column) = Corner(line, place);
                    Stamp(pixels.AsSpan((row * width) + column), width, Ink(lines[line][place]));
                }
            }
        }

        return new Picture("text", width, pixels);
    }

    /// <summary>The pixel in the middle of a letter of the text.</summary>
    public static (int Row, int Column) Centre(int line, int place)
    {
        (int row, int column) = Corner(line, place);
        return (row + (Height / 2), column + (Width / 2));
    }

    private static (int Row, int Column) Corner(int line, int place) => ((line * LineHeight) + Margin, (place * (Width + 1)) + Margin);

    private static void Stamp(Span<float> pixels, int width, float[] ink)
    {
        for (int row = 0; row < Height; row++)
        {
            ink.AsSpan(row * Width, Width).CopyTo(pixels[(row * width)..]);
        }
    }
}
