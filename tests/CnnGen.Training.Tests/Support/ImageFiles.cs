using System.IO;
using System.Linq;
using SkiaSharp;

namespace CnnGen.Training.Tests;

/// <summary>Writes files of images.</summary>
internal static class ImageFiles
{
    /// <summary>The colour at a place of the pictures that are written: smooth, so that JPEG comes close.</summary>
    public static (byte Red, byte Green, byte Blue) Color(int x, int y) => ((byte)(10 * x), (byte)(255 - (12 * y)), (byte)(60 + (4 * x) + (3 * y)));

    public static byte[] Png(int height, int width) => Encode(height, width, SKEncodedImageFormat.Png);

    public static byte[] Jpeg(int height, int width) => Encode(height, width, SKEncodedImageFormat.Jpeg);

    /// <summary>24 bits a pixel, rows from the bottom up and padded to 4 bytes.</summary>
    public static byte[] Bmp(int height, int width)
    {
        int stride = ((3 * width) + 3) / 4 * 4;
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write("BM"u8);
        foreach (int number in new[] { 54 + (stride * height), 0, 54, 40, width, height, 1 | (24 << 16), 0, stride * height, 2835, 2835, 0, 0 })
        {
            writer.Write(number);
        }

        for (int y = height - 1; y >= 0; y--)
        {
            byte[] row = new byte[stride];
            for (int x = 0; x < width; x++)
            {
                (row[(3 * x) + 2], row[(3 * x) + 1], row[3 * x]) = Color(x, y);
            }

            writer.Write(row);
        }

        return stream.ToArray();
    }

    public static byte[] Ppm(int height, int width) =>
    [
        .. System.Text.Encoding.ASCII.GetBytes($"P6\n# a comment\n{width} {height}\n255\n"),
        .. Enumerable.Range(0, height * width).SelectMany(i =>
        {
            (byte red, byte green, byte blue) = Color(i % width, i / width);
            return new[] { red, green, blue };
        }),
    ];

    private static byte[] Encode(int height, int width, SKEncodedImageFormat format)
    {
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (byte red, byte green, byte blue) = Color(x, y);
                bitmap.SetPixel(x, y, new SKColor(red, green, blue));
            }
        }

        using SKData data = bitmap.Encode(format, 100);
        return data.ToArray();
    }
}
