using System;
using System.IO;
using CnnGen.Runtime;

namespace CnnGen.Pictures;

/// <summary>A picture of colours in memory, which is saved as PNG.</summary>
public sealed class Picture
{
    internal const int Channels = 3;

    private static readonly int MostPixels = Array.MaxLength / Channels;

    private readonly byte[] _pixels;

    /// <summary>A picture of one colour.</summary>
    /// <param name="width">Columns: at least 1.</param>
    /// <param name="height">Rows: at least 1.</param>
    /// <param name="color">The colour; black if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or there are more pixels than an array can have.</exception>
    public Picture(int width, int height, Rgb color = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if ((long)width * height > MostPixels)
        {
            throw new ArgumentOutOfRangeException(nameof(width), width, $"{width} x {height} pixels are too many; a picture has at most {MostPixels}");
        }

        Width = width;
        Height = height;
        _pixels = new byte[width * height * Channels];
        if (color != Rgb.Black)
        {
            Fill(color);
        }
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The pixels row by row from the top, red, green and blue of each.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>A pixel.</summary>
    /// <param name="x">The column, from 0 at the left.</param>
    /// <param name="y">The row, from 0 at the top.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pixel.</exception>
    public Rgb this[int x, int y]
    {
        get
        {
            int place = PlaceOf(x, y);
            return new Rgb(_pixels[place], _pixels[place + 1], _pixels[place + 2]);
        }

        set
        {
            int place = PlaceOf(x, y);
            _pixels[place] = value.Red;
            _pixels[place + 1] = value.Green;
            _pixels[place + 2] = value.Blue;
        }
    }

    /// <summary>A picture of values: grey where there is one channel, red, green and blue where there are three.</summary>
    /// <param name="values">The values, laid out channels, height, width.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="range">The values that are shown as black and as white.</param>
    /// <exception cref="ArgumentException">There are not as many values as that.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are other numbers of channels, or a size is below 1.</exception>
    public static Picture FromValues(ReadOnlySpan<float> values, int channels, int height, int width, ValueRange range)
    {
        if (channels is not (1 or Channels))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, $"a picture has 1 channel or {Channels}, not {channels}");
        }

        Picture picture = new(width, height);
        int plane = width * height;
        if (values.Length != (long)channels * plane)
        {
            throw new ArgumentException($"there are {values.Length} values; {channels} channels of {height} x {width} have {(long)channels * plane}", nameof(values));
        }

        for (int i = 0; i < picture._pixels.Length; i++)
        {
            int channel = channels == 1 ? 0 : i % Channels;
            picture._pixels[i] = range.Level(values[(channel * plane) + (i / Channels)]);
        }

        return picture;
    }

    /// <summary>The picture with each pixel as a square of them.</summary>
    /// <param name="factor">The squares' side: at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is below 1, or there would be more pixels than an array can have.</exception>
    public Picture Enlarge(int factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        Picture larger = new(checked(Width * factor), checked(Height * factor));
        for (int y = 0; y < larger.Height; y++)
        {
            for (int x = 0; x < larger.Width; x++)
            {
                larger[x, y] = this[x / factor, y / factor];
            }
        }

        return larger;
    }

    /// <summary>Copies another picture into this one; what lies outside is left out.</summary>
    /// <param name="picture">The other picture.</param>
    /// <param name="x">The column of its left.</param>
    /// <param name="y">The row of its top.</param>
    public void Draw(Picture picture, int x, int y)
    {
        ArgumentNullException.ThrowIfNull(picture);
        int left = Math.Max(0, x);
        int right = (int)Math.Min(Width, (long)x + picture.Width);
        for (int row = Math.Max(0, y); left < right && row < Math.Min(Height, (long)y + picture.Height); row++)
        {
            int from = picture.PlaceOf(left - x, row - y);
            picture._pixels.AsSpan(from, (right - left) * Channels).CopyTo(_pixels.AsSpan(PlaceOf(left, row)));
        }
    }

    /// <summary>The bytes of a PNG file.</summary>
    public byte[] ToPng()
    {
        using MemoryStream stream = new();
        PngWriter.Write(stream, this);
        return stream.ToArray();
    }

    /// <summary>Saves it as PNG, beside the file first and then in its place.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be written; what was there is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void SavePng(string path) => AtomicFile.Write(path, stream => PngWriter.Write(stream, this));

    /// <summary>Mixes a colour into a pixel.</summary>
    /// <param name="x">The column.</param>
    /// <param name="y">The row.</param>
    /// <param name="color">The colour.</param>
    /// <param name="opacity">How much of it: from 0 to 1.</param>
    internal void Blend(int x, int y, Rgb color, double opacity)
    {
        Rgb below = this[x, y];
        this[x, y] = new Rgb(Mix(below.Red, color.Red, opacity), Mix(below.Green, color.Green, opacity), Mix(below.Blue, color.Blue, opacity));
    }

    /// <summary>A row's bytes.</summary>
    internal ReadOnlySpan<byte> Row(int y) => _pixels.AsSpan(y * Width * Channels, Width * Channels);

    /// <summary>From one brightness towards another.</summary>
    internal static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share), MidpointRounding.AwayFromZero);

    private void Fill(Rgb color)
    {
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                this[x, y] = color;
            }
        }
    }

    private int PlaceOf(int x, int y)
    {
        if ((uint)x >= (uint)Width || (uint)y >= (uint)Height)
        {
            throw new ArgumentOutOfRangeException(
                (uint)x >= (uint)Width ? nameof(x) : nameof(y), $"there is no pixel ({x}, {y}); the picture has {Width} x {Height}");
        }

        return ((y * Width) + x) * Channels;
    }
}
