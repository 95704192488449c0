using System;
using System.Linq;

namespace Lectures.Screen;

/// <summary>A picture of one channel, 0 black and 1 white.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Pixels">Its pixels, row by row.</param>
internal sealed record Picture(string Caption, int Width, float[] Pixels)
{
    /// <summary>Its rows.</summary>
    public int Height => Pixels.Length / Width;

    /// <summary>The pixel of a row and a column.</summary>
    public float this[int row, int column] => Pixels[(row * Width) + column];

    /// <summary>A picture of numbers that may be negative: zero is grey, the largest magnitude black or white.</summary>
    public static Picture OfSigned(string caption, int width, float[] values)
    {
        float largest = Largest(values);
        return new Picture(caption, width, [.. values.Select(value => ((value / largest) + 1) / 2)]);
    }

    /// <summary>A picture of magnitudes: zero is black, the largest one white.</summary>
    public static Picture OfMagnitudes(string caption, int width, float[] values)
    {
        float largest = Largest(values);
        return new Picture(caption, width, [.. values.Select(value => Math.Abs(value) / largest)]);
    }

    private static float Largest(float[] values)
    {
        float largest = values.Max(Math.Abs);
        return largest > 0 ? largest : 1;
    }
}
