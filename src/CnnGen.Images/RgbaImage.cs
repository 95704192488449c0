using System;
using System.Buffers;

namespace CnnGen;

/// <summary>A decoded image: four bytes a pixel, the last of which says how opaque it is. Its memory goes back with it.</summary>
internal sealed class RgbaImage : IDisposable
{
    private const int PixelBytes = 4;

    /// <summary>Takes memory.</summary>
    public RgbaImage(int height, int width)
    {
        Height = height;
        Width = width;
        Bytes = ArrayPool<byte>.Shared.Rent(height * width * PixelBytes);
    }

    /// <summary>Rows, in pixels.</summary>
    public int Height { get; }

    /// <summary>Columns, in pixels.</summary>
    public int Width { get; }

    /// <summary>The pixels row by row, and perhaps more behind them.</summary>
    public byte[] Bytes { get; }

    /// <summary>Writes a pixel.</summary>
    public void Set(int pixel, byte red, byte green, byte blue)
    {
        Span<byte> bytes = Bytes.AsSpan(pixel * PixelBytes, PixelBytes);
        (bytes[0], bytes[1], bytes[2], bytes[3]) = (red, green, blue, byte.MaxValue);
    }

    /// <summary>Makes an image of another size of it.</summary>
    /// <param name="output">Its shape: 3 channels, or 1 for grey.</param>
    /// <param name="fit">What is done where the sides differ.</param>
    /// <param name="pixels">Receives the planes.</param>
    public void ResizeTo(ImageShape output, ImageFit fit, Span<byte> pixels)
    {
        ImageRegion region = fit == ImageFit.Crop
            ? ImageRegion.CenterLike(Height, Width, output.Height, output.Width)
            : new ImageRegion(0, 0, Height, Width);
        using Scratch scratch = Scratch.Rent(output.Length);
        Resampler.Resize(new Rows(this, output.Channels), region, scratch.Span, output);
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(scratch.Span[i] + 0.5f);
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(Bytes);

    /// <summary>The rows of one channel; a single one is grey.</summary>
    private readonly struct Rows(RgbaImage image, int channels) : IImageRows
    {
        // ITU-R BT.601 in 16 bits, rounded, as Pillow makes grey of colours.
        private const int RedShare = 19595;
        private const int GreenShare = 38470;
        private const int BlueShare = 7471;
        private const int Half = 1 << 15;

        public void Read(int channel, int y, int left, Span<float> row)
        {
            ReadOnlySpan<byte> pixels = image.Bytes.AsSpan(((y * image.Width) + left) * PixelBytes, row.Length * PixelBytes);
            for (int x = 0; x < row.Length; x++)
            {
                ReadOnlySpan<byte> pixel = pixels.Slice(x * PixelBytes, PixelBytes);
                row[x] = channels == 1 ? Grey(pixel) : pixel[channel];
            }
        }

        private static int Grey(ReadOnlySpan<byte> pixel) =>
            ((RedShare * pixel[0]) + (GreenShare * pixel[1]) + (BlueShare * pixel[2]) + Half) >> 16;
    }
}
