using System;
using System.Collections.Generic;
using OxyPlot;

namespace CnnGen.Pictures;

/// <summary>Collects how much of each pixel a shape covers, then paints the shape at once: its parts may overlap.</summary>
internal sealed class Canvas
{
    // Lines across a pixel row on which a polygon's edges are cut; along the row coverage is exact.
    private const int Scanlines = 4;

    private readonly Picture _picture;
    private readonly float[] _coverage;
    private Bounds _clip;
    private Bounds _touched = Bounds.None;

    /// <param name="picture">What is painted on.</param>
    public Canvas(Picture picture)
    {
        _picture = picture;
        _coverage = new float[picture.Width * picture.Height];
        _clip = Whole;
    }

    private Bounds Whole => new(0, 0, _picture.Width, _picture.Height);

    /// <summary>Leaves out what lies outside of a rectangle from here on; nothing, where it is null.</summary>
    public void Clip(OxyRect? rectangle) =>
        _clip = rectangle is { } clip ? Bounds.Around(clip.Left, clip.Top, clip.Right, clip.Bottom, 0).Within(Whole) : Whole;

    /// <summary>Adds a line with round ends and corners.</summary>
    /// <param name="points">Where it goes.</param>
    /// <param name="thickness">How thick it is.</param>
    public void Stroke(IReadOnlyList<ScreenPoint> points, double thickness)
    {
        for (int i = points.Count == 1 ? 0 : 1; i < points.Count; i++)
        {
            StrokeSegment(points[Math.Max(0, i - 1)], points[i], thickness / 2);
        }
    }

    /// <summary>Adds the inside of a polygon: what a line from outside enters and does not leave.</summary>
    /// <param name="corners">Its corners.</param>
    public void Fill(IList<ScreenPoint> corners)
    {
        (double left, double top, double right, double bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (ScreenPoint corner in corners)
        {
            (left, top) = (Math.Min(left, corner.X), Math.Min(top, corner.Y));
            (right, bottom) = (Math.Max(right, corner.X), Math.Max(bottom, corner.Y));
        }

        Bounds bounds = Bounds.Around(left, top, right, bottom, 0).Within(_clip);
        _touched = _touched.With(bounds);
        List<double> crossings = [];
        for (int scanline = bounds.Top * Scanlines; scanline < bounds.Bottom * Scanlines; scanline++)
        {
            Cross(corners, (scanline + 0.5) / Scanlines, crossings);
            for (int i = 0; i + 1 < crossings.Count; i += 2)
            {
                Cover(scanline / Scanlines, crossings[i], crossings[i + 1], bounds);
            }
        }
    }

    /// <summary>Paints what was added, and begins anew.</summary>
    /// <param name="color">The colour.</param>
    /// <param name="opacity">How much of it: from 0 to 1.</param>
    public void Paint(Rgb color, double opacity)
    {
        for (int y = _touched.Top; y < _touched.Bottom; y++)
        {
            for (int x = _touched.Left; x < _touched.Right; x++)
            {
                ref float coverage = ref _coverage[(y * _picture.Width) + x];
                if (coverage > 0)
                {
                    _picture.Blend(x, y, color, Math.Min(1, coverage) * opacity);
                    coverage = 0;
                }
            }
        }

        _touched = Bounds.None;
    }

    // A pixel is covered by as much as its middle is deeper in the line than half a pixel outside of it.
    private void StrokeSegment(ScreenPoint from, ScreenPoint to, double radius)
    {
        if (!IsDrawable(from) || !IsDrawable(to))
        {
            return;
        }

        Bounds bounds = Bounds
            .Around(Math.Min(from.X, to.X), Math.Min(from.Y, to.Y), Math.Max(from.X, to.X), Math.Max(from.Y, to.Y), radius + 1).Within(_clip);
        _touched = _touched.With(bounds);
        ScreenVector along = to - from;
        for (int y = bounds.Top; y < bounds.Bottom; y++)
        {
            for (int x = bounds.Left; x < bounds.Right; x++)
            {
                ScreenVector place = new ScreenPoint(x + 0.5, y + 0.5) - from;
                double share = along.LengthSquared > 0 ? Math.Clamp(((place.X * along.X) + (place.Y * along.Y)) / along.LengthSquared, 0, 1) : 0;
                double distance = (place - (along * share)).Length;
                ref float coverage = ref _coverage[(y * _picture.Width) + x];
                coverage = Math.Max(coverage, (float)Math.Clamp(radius + 0.5 - distance, 0, 1));
            }
        }
    }

    private static bool IsDrawable(ScreenPoint point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    /// <summary>Where a polygon's edges cross a height, from left to right.</summary>
    private static void Cross(IList<ScreenPoint> corners, double height, List<double> crossings)
    {
        crossings.Clear();
        for (int i = 0; i < corners.Count; i++)
        {
            ScreenPoint from = corners[i];
            ScreenPoint to = corners[(i + 1) % corners.Count];
            if ((from.Y <= height) != (to.Y <= height))
            {
                crossings.Add(from.X + ((height - from.Y) / (to.Y - from.Y) * (to.X - from.X)));
            }
        }

        crossings.Sort();
    }

    private void Cover(int y, double left, double right, Bounds bounds)
    {
        int first = Math.Max(bounds.Left, (int)Math.Floor(left));
        for (int x = first; x < Math.Min(bounds.Right, Math.Ceiling(right)); x++)
        {
            double covered = Math.Min(right, x + 1) - Math.Max(left, x);
            _coverage[(y * _picture.Width) + x] += (float)(covered / Scanlines);
        }
    }

    /// <summary>A rectangle of pixels.</summary>
    private readonly record struct Bounds(int Left, int Top, int Right, int Bottom)
    {
        public static Bounds None => new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

        /// <summary>The pixels that a rectangle touches, and those within a margin of it.</summary>
        public static Bounds Around(double left, double top, double right, double bottom, double margin) => new(
            (int)Math.Floor(left - margin), (int)Math.Floor(top - margin), (int)Math.Ceiling(right + margin), (int)Math.Ceiling(bottom + margin));

        public Bounds Within(Bounds other) =>
            new(Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));

        public Bounds With(Bounds other) => other.Left >= other.Right || other.Top >= other.Bottom
            ? this
            : new(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));
    }
}
