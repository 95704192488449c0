using System;

namespace CnnGen;

/// <summary>Maps images, each pixel interpolated between four.</summary>
internal static class Warp
{
    /// <summary>Maps an image. Around it lies a plane of one value, into which its border pixels run over.</summary>
    /// <param name="source">The image.</param>
    /// <param name="shape">Its shape, and that of the result.</param>
    /// <param name="map">Where a pixel goes.</param>
    /// <param name="fill">The value around the image.</param>
    /// <param name="destination">Receives the result.</param>
    public static void Apply(ReadOnlySpan<float> source, ImageShape shape, AffineMap map, float fill, Span<float> destination)
    {
        AffineMap back = map.Inverse();
        int at = 0;
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++, at++)
            {
                double fromX = (back.Xx * x) + (back.Xy * y) + back.X;
                double fromY = (back.Yx * x) + (back.Yy * y) + back.Y;
                Interpolate(source, shape, fromX, fromY, fill, destination[at..]);
            }
        }
    }

    /// <summary>The value between pixels, of every channel.</summary>
    private static void Interpolate(ReadOnlySpan<float> source, ImageShape shape, double x, double y, float fill, Span<float> destination)
    {
        bool isNear = x > -1 && x < shape.Width && y > -1 && y < shape.Height;
        int left = isNear ? (int)Math.Floor(x) : 0;
        int top = isNear ? (int)Math.Floor(y) : 0;
        double right = x - left;
        double lower = y - top;
        bool isInside = left >= 0 && left < shape.Width - 1 && top >= 0 && top < shape.Height - 1;
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            ReadOnlySpan<float> plane = source.Slice(channel * shape.PlaneLength, shape.PlaneLength);
            ref float value = ref destination[channel * shape.PlaneLength];
            if (!isNear)
            {
                value = fill;
                continue;
            }

            int corner = (top * shape.Width) + left;
            double upperRow = isInside
                ? Between(plane[corner], plane[corner + 1], right)
                : Between(Pixel(plane, shape, top, left, fill), Pixel(plane, shape, top, left + 1, fill), right);
            double lowerRow = isInside
                ? Between(plane[corner + shape.Width], plane[corner + shape.Width + 1], right)
                : Between(Pixel(plane, shape, top + 1, left, fill), Pixel(plane, shape, top + 1, left + 1, fill), right);
            value = (float)Between(upperRow, lowerRow, lower);
        }
    }

    private static double Between(double first, double second, double part) => first + ((second - first) * part);

    private static float Pixel(ReadOnlySpan<float> plane, ImageShape shape, int y, int x, float fill) =>
        (uint)y < (uint)shape.Height && (uint)x < (uint)shape.Width ? plane[(y * shape.Width) + x] : fill;
}
