using System;
using System.IO;

namespace CnnGen;

/// <summary>Decodes Netpbm's PGM and PPM: numbers as text (P2, P3) or as bytes, one or two each (P5, P6).</summary>
internal static class PortableImage
{
    private const int HighestSample = ushort.MaxValue;

    /// <summary>Whether a file begins like one.</summary>
    public static bool IsOne(ReadOnlySpan<byte> file) =>
        file.Length > 2 && file[0] == 'P' && file[1] is (byte)'2' or (byte)'3' or (byte)'5' or (byte)'6' && IsSpace(file[2]);

    /// <summary>Decodes a file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="maxPixels">The most pixels that it may have.</param>
    /// <returns>The image, to be disposed of.</returns>
    /// <exception cref="InvalidDataException">The file is broken, or has too many pixels.</exception>
    public static RgbaImage Decode(ReadOnlySpan<byte> file, int maxPixels)
    {
        bool isText = file[1] is (byte)'2' or (byte)'3';
        bool isGrey = file[1] is (byte)'2' or (byte)'5';
        int at = 2;
        int width = Number(file, ref at);
        int height = Number(file, ref at);
        int highest = Number(file, ref at);
        ImageDecoder.CheckSize(height, width, maxPixels);
        if (highest is < 1 or > HighestSample)
        {
            throw new InvalidDataException($"its highest value is {highest}; expected 1 to {HighestSample}");
        }

        // One byte of white space stands before the samples.
        at++;
        long samples = (long)height * width * (isGrey ? 1 : 3);
        long least = samples * (isText || highest > byte.MaxValue ? 2 : 1) - (isText ? 1 : 0);
        if (file.Length - at < least)
        {
            throw new InvalidDataException($"it ends early: {Math.Max(0, file.Length - at)} bytes for {samples} values of {width}x{height} pixels");
        }

        RgbaImage image = new(height, width);
        try
        {
            Fill(image, file, at, isText, isGrey, highest);
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static void Fill(RgbaImage image, ReadOnlySpan<byte> file, int at, bool isText, bool isGrey, int highest)
    {
        for (int pixel = 0; pixel < image.Height * image.Width; pixel++)
        {
            byte red = Sample(file, ref at, isText, highest);
            byte green = isGrey ? red : Sample(file, ref at, isText, highest);
            byte blue = isGrey ? red : Sample(file, ref at, isText, highest);
            image.Set(pixel, red, green, blue);
        }
    }

    private static byte Sample(ReadOnlySpan<byte> file, ref int at, bool isText, int highest)
    {
        int value = isText ? Number(file, ref at)
            : highest > byte.MaxValue ? (file[at++] << 8) | file[at++]
            : file[at++];
        return value <= highest
            ? (byte)(((value * (long)byte.MaxValue) + (highest / 2)) / highest)
            : throw new InvalidDataException($"a value is {value}; its highest is {highest}");
    }

    /// <summary>The next number; white space and comments before it are passed over.</summary>
    private static int Number(ReadOnlySpan<byte> file, ref int at)
    {
        while (at < file.Length && (IsSpace(file[at]) || file[at] == '#'))
        {
            int skipped = file[at] == '#' ? file[at..].IndexOf((byte)'\n') : 0;
            at = skipped < 0 ? file.Length : at + skipped + 1;
        }

        long number = 0;
        int first = at;
        for (; at < file.Length && file[at] is >= (byte)'0' and <= (byte)'9'; at++)
        {
            number = Math.Min((number * 10) + (file[at] - '0'), int.MaxValue);
        }

        return at > first
            ? (int)number
            : throw new InvalidDataException(at < file.Length ? "a number is missing in it" : "it ends early");
    }

    private static bool IsSpace(byte character) => character is (byte)' ' or (>= 9 and <= 13);
}
