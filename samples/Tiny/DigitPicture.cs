using System;
using System.IO;
using System.Text;

namespace Tiny;

/// <summary>Pictures of digits as the network takes them: 28 rows of 28 pixels, light ink on a dark ground.</summary>
internal static class DigitPicture
{
    /// <summary>Rows, and columns.</summary>
    public const int Side = 28;

    private const int Pixels = Side * Side;
    private const int HighestShade = 255;
    private const int LongestHeader = 1024;
    private const string Shades = " .:-=+*#%@";

    /// <summary>The digit that comes with the program.</summary>
    public static float[] Example() => Drawn("""
        ............................
        ............................
        ............................
        ............................
        ............................
        ......::----===---:.........
        .....=#%%%@@@@@@@%%*-.......
        .....=*##%%%%%%%@@@@%-......
        ......::::::::::-*@@%=......
        .................:%@#:......
        ................:*@%=.......
        ................=%@*:.......
        ...............:#@%-........
        ...............=@@*.........
        ..............:#@%:.........
        ..............=%@*..........
        .............:#@%:..........
        .............=%@+...........
        ............:#@%-...........
        ............=@@*............
        ...........:#@%-............
        ...........=%@#.............
        ...........*@@-.............
        ...........*@%:.............
        ...........:==..............
        ............................
        ............................
        ............................
        """);

    /// <summary>Reads a binary portable graymap of 28x28 pixels; dark ink on a light ground is turned round.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no such picture.</exception>
    public static float[] Read(string path)
    {
        byte[] start = new byte[LongestHeader + Pixels];
        using FileStream file = File.OpenRead(path);
        ReadOnlySpan<byte> bytes = start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        if (!bytes.StartsWith("P5"u8))
        {
            throw new InvalidDataException($"'{path}' is no binary portable graymap; expected it to begin with P5");
        }

        int position = 2;
        (int width, int height, int highest) = (Number(bytes, ref position), Number(bytes, ref position), Number(bytes, ref position));
        if ((width, height) != (Side, Side) || highest is < 1 or > HighestShade)
        {
            throw new InvalidDataException($"'{path}' has {width}x{height} pixels of 0 to {highest}; expected {Side}x{Side} of 0 to {HighestShade} at most");
        }

        // One blank stands between the header and the pixels.
        position++;
        if (bytes.Length - position < Pixels)
        {
            throw new InvalidDataException($"'{path}' ends after {Math.Max(0, bytes.Length - position)} pixels; expected {Pixels}");
        }

        float[] pixels = new float[Pixels];
        bool isLight = bytes[position] > highest / 2;
        for (int i = 0; i < Pixels; i++)
        {
            float shade = Math.Min(1f, bytes[position + i] / (float)highest);
            pixels[i] = isLight ? 1 - shade : shade;
        }

        return pixels;
    }

    /// <summary>The picture as text, two rows of pixels to a line.</summary>
    public static string Draw(ReadOnlySpan<float> pixels)
    {
        StringBuilder text = new();
        for (int row = 0; row < Side; row += 2)
        {
            for (int column = 0; column < Side; column++)
            {
                // A character is twice as high as it is wide.
                float shade = (pixels[(row * Side) + column] + pixels[((row + 1) * Side) + column]) / 2;
                text.Append(Shades[Math.Min(Shades.Length - 1, (int)(shade * Shades.Length))]);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static float[] Drawn(string text)
    {
        float[] pixels = new float[Pixels];
        int place = 0;
        foreach (char character in text)
        {
            if (character is not ('\n' or '\r'))
            {
                // A point is the ground, so that the rows can be seen.
                int shade = Math.Max(1, Shades.IndexOf(character)) - 1;
                pixels[place++] = shade / (float)(Shades.Length - 2);
            }
        }

        return pixels;
    }

    // White space and comments, then digits; -1 where there are none.
    private static int Number(ReadOnlySpan<byte> bytes, ref int position)
    {
        while (position < bytes.Length && (bytes[position] is (byte)'#' || char.IsWhiteSpace((char)bytes[position])))
        {
            bool isComment = bytes[position] == '#';
            position++;
            while (isComment && position < bytes.Length && bytes[position] != '\n')
            {
                position++;
            }
        }

        int first = position;
        while (position < bytes.Length && char.IsAsciiDigit((char)bytes[position]))
        {
            position++;
        }

        return int.TryParse(bytes[first..position], out int number) ? number : -1;
    }
}
