using System;
using System.Collections.Generic;
using OxyPlot;

namespace CnnGen.Pictures;

/// <summary>Draws what OxyPlot lays out into a picture: lines, polygons and letters of strokes, with smooth edges.</summary>
internal sealed class PictureRenderContext : ClippingRenderContext
{
    private readonly Canvas _canvas;

    /// <param name="picture">The picture.</param>
    public PictureRenderContext(Picture picture) => _canvas = new Canvas(picture);

    /// <inheritdoc/>
    public override void DrawLine(
        IList<ScreenPoint> points, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode, double[] dashArray, LineJoin lineJoin)
    {
        bool isSharp = !ShouldUseAntiAliasingForLine(edgeRenderingMode, points);
        Stroke(points, stroke, thickness, isSharp, dashArray);
    }

    /// <inheritdoc/>
    public override void DrawPolygon(
        IList<ScreenPoint> points, OxyColor fill, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode, double[] dashArray, LineJoin lineJoin)
    {
        if (fill.IsVisible())
        {
            _canvas.Fill(points);
            _canvas.Paint(Color(fill), Opacity(fill));
        }

        Stroke([.. points, points[0]], stroke, thickness, isSharp: false, dashArray);
    }

    /// <inheritdoc/>
    public override void DrawRectangle(OxyRect rectangle, OxyColor fill, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode)
    {
        // From pixel to pixel, so that rectangles side by side have no seam.
        ScreenPoint topLeft = new(Math.Round(rectangle.Left), Math.Round(rectangle.Top));
        ScreenPoint bottomRight = new(Math.Round(rectangle.Right), Math.Round(rectangle.Bottom));
        base.DrawRectangle(new OxyRect(topLeft, bottomRight), fill, OxyColors.Undefined, 0, edgeRenderingMode);
        ScreenPoint[] corners =
            [topLeft, new ScreenPoint(bottomRight.X, topLeft.Y), bottomRight, new ScreenPoint(topLeft.X, bottomRight.Y), topLeft];
        Stroke(corners, stroke, thickness, isSharp: true, null);
    }

    /// <inheritdoc/>
    public override void DrawText(
        ScreenPoint p,
        string text,
        OxyColor fill,
        string fontFamily,
        double fontSize,
        double fontWeight,
        double rotation,
        HorizontalAlignment horizontalAlignment,
        VerticalAlignment verticalAlignment,
        OxySize? maxSize)
    {
        if (string.IsNullOrEmpty(text) || !fill.IsVisible())
        {
            return;
        }

        OxySize size = StrokeFont.Measure(text, fontSize);

        // Left, center and right are -1, 0 and 1; so are top, middle and bottom.
        double left = -size.Width * ((int)horizontalAlignment + 1) / 2;
        double top = -size.Height * ((int)verticalAlignment + 1) / 2;
        (double sine, double cosine) = Math.SinCos(rotation * Math.PI / 180);
        double thickness = StrokeFont.Thickness(fontSize, isBold: fontWeight > FontWeights.Normal);
        foreach (ScreenPoint[] stroke in StrokeFont.Strokes(text, fontSize))
        {
            ScreenPoint[] placed = Array.ConvertAll(stroke, point =>
            {
                (double x, double y) = (point.X + left, point.Y + top);
                return new ScreenPoint(p.X + (x * cosine) - (y * sine), p.Y + (x * sine) + (y * cosine));
            });
            _canvas.Stroke(placed, thickness);
        }

        _canvas.Paint(Color(fill), Opacity(fill));
    }

    /// <inheritdoc/>
    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight) => StrokeFont.Measure(text, fontSize);

    /// <inheritdoc/>
    protected override void SetClip(OxyRect clippingRectangle) => _canvas.Clip(clippingRectangle);

    /// <inheritdoc/>
    protected override void ResetClip() => _canvas.Clip(null);

    private void Stroke(IList<ScreenPoint> points, OxyColor color, double thickness, bool isSharp, double[]? dashes)
    {
        if (!color.IsVisible() || thickness <= 0)
        {
            return;
        }

        IList<ScreenPoint> placed = isSharp ? [.. Sharpened(points)] : points;
        foreach (IReadOnlyList<ScreenPoint> dash in Dashes.Cut(placed, dashes, thickness))
        {
            _canvas.Stroke(dash, thickness);
        }

        _canvas.Paint(Color(color), Opacity(color));
    }

    // Through the middles of pixels: a line of one pixel is then one of them wide, not two halves.
    private static IEnumerable<ScreenPoint> Sharpened(IEnumerable<ScreenPoint> points)
    {
        foreach (ScreenPoint point in points)
        {
            yield return new ScreenPoint(Math.Floor(point.X) + 0.5, Math.Floor(point.Y) + 0.5);
        }
    }

    private static Rgb Color(OxyColor color) => new(color.R, color.G, color.B);

    private static double Opacity(OxyColor color) => color.A / (double)byte.MaxValue;
}
