using System;
using System.Linq;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Lectures.Screen;

/// <summary>Draws a picture, two rows of pixels to a line, because a character is twice as high as it is wide.</summary>
internal static class PictureView
{
    private const string Densities = " .:-=+*#%@";
    private const string HalfBlocks = " ▄▀█";

    /// <summary>Draws in shades of grey, or with characters alone.</summary>
    public static IRenderable Of(Picture picture, bool hasColors) => hasColors ? InColors(picture) : new Text(InCharacters(picture));

    /// <summary>Half blocks where all is black or white; otherwise brighter pixels as denser characters.</summary>
    public static string InCharacters(Picture picture)
    {
        bool isBlackAndWhite = picture.Pixels.All(pixel => pixel is 0 or 1);
        StringBuilder text = new();
        for (int row = 0; row < picture.Height; row += 2)
        {
            text.Append(row == 0 ? "" : "\n");
            for (int column = 0; column < picture.Width; column++)
            {
                (float upper, float lower) = Pair(picture, row, column);
                text.Append(isBlackAndWhite
                    ? HalfBlocks[(2 * (int)upper) + (int)lower]
                    : Densities[(int)((upper + lower) / 2 * (Densities.Length - 1))]);
            }
        }

        return text.ToString();
    }

    private static Paragraph InColors(Picture picture)
    {
        Paragraph paragraph = new();
        for (int row = 0; row < picture.Height; row += 2)
        {
            paragraph.Append(row == 0 ? "" : "\n");
            for (int column = 0; column < picture.Width; column++)
            {
                (float upper, float lower) = Pair(picture, row, column);
                paragraph.Append("▀", new Style(Grey(upper), Grey(lower)));
            }
        }

        return paragraph;
    }

    /// <summary>Two pixels one over the other; under a last row that is alone it is black.</summary>
    private static (float Upper, float Lower) Pair(Picture picture, int row, int column) =>
        (Math.Clamp(picture[row, column], 0, 1), row + 1 < picture.Height ? Math.Clamp(picture[row + 1, column], 0, 1) : 0);

    private static Color Grey(float brightness)
    {
        byte level = (byte)(brightness * byte.MaxValue);
        return new Color(level, level, level);
    }
}
