using System;

namespace CnnGen.Pictures;

/// <summary>A number for each place of an image, or for each cell of a coarser grid over it.</summary>
public sealed class HeatMap
{
    private readonly float[] _values;

    /// <summary>A map of values.</summary>
    /// <param name="values">The values row by row from the top; copied.</param>
    /// <param name="height">Rows: at least 1.</param>
    /// <param name="width">Columns: at least 1.</param>
    /// <exception cref="ArgumentException">There are not as many values as that.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public HeatMap(ReadOnlySpan<float> values, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (values.Length != (long)height * width)
        {
            throw new ArgumentException($"there are {values.Length} values; {height} x {width} are {(long)height * width}", nameof(values));
        }

        _values = values.ToArray();
        Height = height;
        Width = width;
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>The values row by row from the top.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>A picture with a pixel a value.</summary>
    /// <param name="colors">The colours; <see cref="ColorMap.Heat"/> if not given.</param>
    /// <param name="range">The values of the first and the last colour; the smallest and the largest value if not given.</param>
    public Picture ToPicture(ColorMap? colors = null, ValueRange? range = null)
    {
        ColorMap map = colors ?? ColorMap.Heat;
        ValueRange shown = range ?? ValueRange.Of(_values);
        Picture picture = new(Width, Height);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                picture[x, y] = map.At(shown.Share(_values[(y * Width) + x]));
            }
        }

        return picture;
    }

    /// <summary>A copy of a picture with this map laid over the whole of it: values between those that are known are interpolated linearly.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="opacity">How much of the map is seen, from 0 to 1.</param>
    /// <param name="colors">The colours; <see cref="ColorMap.Rainbow"/> if not given.</param>
    /// <param name="range">The values of the first and the last colour; the smallest and the largest value if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The opacity is not from 0 to 1.</exception>
    public Picture Over(Picture picture, double opacity = 0.5, ColorMap? colors = null, ValueRange? range = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (opacity is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(opacity), opacity, "the opacity goes from 0 to 1");
        }

        ColorMap map = colors ?? ColorMap.Rainbow;
        ValueRange shown = range ?? ValueRange.Of(_values);
        Picture overlay = new(picture.Width, picture.Height);
        overlay.Draw(picture, 0, 0);
        for (int y = 0; y < overlay.Height; y++)
        {
            for (int x = 0; x < overlay.Width; x++)
            {
                float value = At((x + 0.5) / overlay.Width * Width, (y + 0.5) / overlay.Height * Height);
                overlay.Blend(x, y, map.At(shown.Share(value)), opacity);
            }
        }

        return overlay;
    }

    /// <summary>The value at a place, in cells from the left and from the top; a cell's own is that of its middle.</summary>
    private float At(double x, double y)
    {
        (int left, int right, double across) = Neighbours(x, Width);
        (int top, int bottom, double down) = Neighbours(y, Height);
        double above = Between(_values[(top * Width) + left], _values[(top * Width) + right], across);
        double below = Between(_values[(bottom * Width) + left], _values[(bottom * Width) + right], across);
        return (float)Between(above, below, down);
    }

    private static (int Before, int Behind, double Share) Neighbours(double place, int cells)
    {
        double middle = Math.Clamp(place - 0.5, 0, cells - 1);
        int before = (int)middle;
        return (before, Math.Min(before + 1, cells - 1), middle - before);
    }

    private static double Between(double from, double to, double share) => from + ((to - from) * share);
}
