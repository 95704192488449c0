using System;

namespace CnnGen;

/// <summary>Overwrites rectangles of images.</summary>
internal static class Eraser
{
    /// <summary>Fills a rectangle of every channel with one value.</summary>
    public static void Fill(Span<float> image, ImageShape shape, ImageRegion region, float value)
    {
        for (int row = 0; row < shape.Channels * region.Height; row++)
        {
            RowOf(image, shape, region, row).Fill(value);
        }
    }

    /// <summary>Puts the same rectangle of another image in a rectangle's place.</summary>
    public static void Paste(ReadOnlySpan<float> from, Span<float> image, ImageShape shape, ImageRegion region)
    {
        for (int row = 0; row < shape.Channels * region.Height; row++)
        {
            from.Slice(StartOf(shape, region, row), region.Width).CopyTo(RowOf(image, shape, region, row));
        }
    }

    private static Span<float> RowOf(Span<float> image, ImageShape shape, ImageRegion region, int row) =>
        image.Slice(StartOf(shape, region, row), region.Width);

    private static int StartOf(ImageShape shape, ImageRegion region, int row)
    {
        (int channel, int y) = Math.DivRem(row, region.Height);
        return (channel * shape.PlaneLength) + ((region.Top + y) * shape.Width) + region.Left;
    }
}
