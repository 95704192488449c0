using System;
using System.Collections.Generic;
using System.Numerics;

namespace Digits.Synthetic;

/// <summary>Draws strokes into a picture with a soft round tip.</summary>
/// <param name="pixels">The picture, row by row, in [0, 1].</param>
/// <param name="side">Its rows and columns.</param>
internal readonly ref struct Pen(Span<float> pixels, int side)
{
    private const float StepPixels = 0.35f;

    private readonly Span<float> _pixels = pixels;

    /// <summary>Draws one stroke; points are in pixels.</summary>
    /// <param name="points">Where it goes.</param>
    /// <param name="isCurve">Whether as a curve.</param>
    /// <param name="radius">The tip's radius at the start and at the end, in pixels.</param>
    /// <param name="ink">How dark the line is, in [0, 1].</param>
    public void Draw(IReadOnlyList<Vector2> points, bool isCurve, (float Start, float End) radius, float ink)
    {
        for (int segment = 0; segment + 1 < points.Count; segment++)
        {
            Vector2 a = points[Math.Max(segment - 1, 0)];
            Vector2 b = points[segment];
            Vector2 c = points[segment + 1];
            Vector2 d = points[Math.Min(segment + 2, points.Count - 1)];
            int steps = Math.Max(1, (int)(Vector2.Distance(b, c) * 1.2f / StepPixels));
            for (int step = 0; step <= steps; step++)
            {
                float t = (float)step / steps;
                float along = (segment + t) / (points.Count - 1);
                Vector2 at = isCurve ? CatmullRom(a, b, c, d, t) : Vector2.Lerp(b, c, t);
                Stamp(at, radius.Start + ((radius.End - radius.Start) * along), ink);
            }
        }
    }

    private static Vector2 CatmullRom(Vector2 a, Vector2 b, Vector2 c, Vector2 d, float t) => 0.5f * (
        (2 * b) + ((c - a) * t) + (((2 * a) - (5 * b) + (4 * c) - d) * t * t) + (((3 * b) - a - (3 * c) + d) * t * t * t));

    private void Stamp(Vector2 at, float radius, float ink)
    {
        int reach = (int)MathF.Ceiling(radius + 1);
        int firstRow = Math.Max(0, (int)at.Y - reach);
        int lastRow = Math.Min(side - 1, (int)at.Y + reach);
        int firstColumn = Math.Max(0, (int)at.X - reach);
        int lastColumn = Math.Min(side - 1, (int)at.X + reach);
        for (int row = firstRow; row <= lastRow; row++)
        {
            for (int column = firstColumn; column <= lastColumn; column++)
            {
                float distance = Vector2.Distance(at, new Vector2(column + 0.5f, row + 0.5f));
                float shade = ink * Math.Clamp(radius + 0.5f - distance, 0, 1);
                ref float pixel = ref _pixels[(row * side) + column];
                pixel = Math.Max(pixel, shade);
            }
        }
    }
}
