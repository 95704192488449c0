using System;
using System.Linq;
using OxyPlot;
using Xunit;

namespace CnnGen.Pictures.Tests;

public sealed class CanvasTests
{
    [Fact]
    public void Line_ThroughTheMiddlesOfPixels_IsAsWideAsItIsThick()
    {
        string[] thin = Paint(canvas => canvas.Stroke([new ScreenPoint(1.5, 1.5), new ScreenPoint(3.5, 1.5)], 1));
        Assert.Equal(["0 0 0 0 0 0", "0 255 255 255 0 0", "0 0 0 0 0 0", "0 0 0 0 0 0"], thin);

        // Between two rows of pixels each has a half of it.
        string[] between = Paint(canvas => canvas.Stroke([new ScreenPoint(1.5, 2), new ScreenPoint(3.5, 2)], 1));
        Assert.Equal(["0 0 0 0 0 0", "0 128 128 128 0 0", "0 128 128 128 0 0", "0 0 0 0 0 0"], between);
    }

    [Fact]
    public void Corners_AreNotPaintedTwice()
    {
        ScreenPoint[] corner = [new(0.5, 0.5), new(2.5, 0.5), new(2.5, 2.5), new(2.5, 0.5)];
        string[] rows = Paint(canvas => canvas.Stroke(corner, 1), opacity: 0.5);
        Assert.Equal(["128 128 128 0 0 0", "0 0 128 0 0 0", "0 0 128 0 0 0", "0 0 0 0 0 0"], rows);
    }

    [Fact]
    public void Point_IsADot() =>
        Assert.Equal(["0 0 0 0 0 0", "0 0 255 0 0 0", "0 0 0 0 0 0", "0 0 0 0 0 0"], Paint(canvas => canvas.Stroke([new ScreenPoint(2.5, 1.5)], 1)));

    [Fact]
    public void Polygon_CoversThePartOfAPixelThatIsInside()
    {
        ScreenPoint[] rectangle = [new(1, 1), new(3.25, 1), new(3.25, 2.5), new(1, 2.5)];
        Assert.Equal(["0 0 0 0 0 0", "0 255 255 64 0 0", "0 128 128 32 0 0", "0 0 0 0 0 0"], Paint(canvas => canvas.Fill(rectangle)));

        // A triangle over half of a square.
        string[] triangle = Paint(canvas => canvas.Fill([new(0, 0), new(4, 0), new(0, 4)]));
        Assert.Equal(["255 255 255 128 0 0", "255 255 128 0 0 0", "255 128 0 0 0 0", "128 0 0 0 0 0"], triangle);
    }

    [Fact]
    public void Polygon_ThatCrossesItself_IsHollowWhereItIsLeft()
    {
        ScreenPoint[] rings = [new(0, 0), new(6, 0), new(6, 4), new(0, 4), new(0, 0), new(1, 1), new(5, 1), new(5, 3), new(1, 3), new(1, 1)];
        string[] rows = Paint(canvas => canvas.Fill(rings));
        Assert.Equal(("255 255 255 255 255 255", "255 0 0 0 0 255"), (rows[0], rows[1]));
    }

    [Fact]
    public void Clip_LeavesOutWhatLiesOutside()
    {
        string[] rows = Paint(canvas =>
        {
            canvas.Clip(new OxyRect(1, 1, 2, 2));
            canvas.Fill([new(-9, -9), new(99, -9), new(99, 99), new(-9, 99)]);
            canvas.Stroke([new(-5, 2), new(50, 2)], 9);
            canvas.Clip(null);
            canvas.Stroke([new(5.5, 0.5), new(5.5, 0.5)], 1);
        });
        Assert.Equal(["0 0 0 0 0 255", "0 255 255 0 0 0", "0 255 255 0 0 0", "0 0 0 0 0 0"], rows);
    }

    [Fact]
    public void PointsThatAreNoNumbers_AreLeftOut()
    {
        ScreenPoint[] line = [new(double.NaN, 1), new(double.PositiveInfinity, 0), new(1, double.NaN)];
        Assert.All(Paint(canvas => canvas.Stroke(line, 1)), row => Assert.Equal("0 0 0 0 0 0", row));
        Assert.All(Paint(canvas => canvas.Fill(line)), row => Assert.Equal("0 0 0 0 0 0", row));
    }

    [Theory]
    [InlineData(new double[] { 2, 1 }, "255 255 0 255 255 0")]
    [InlineData(new double[] { 1, 2 }, "255 0 0 255 0 0")]
    public void Dashes_AreCutAlongTheLine(double[] pattern, string row)
    {
        // Flat ends: each dash is a polygon here.
        string[] rows = Paint(canvas =>
        {
            foreach (System.Collections.Generic.IReadOnlyList<ScreenPoint> dash in Dashes.Cut([new(0, 0), new(2.5, 0), new(6, 0)], pattern, 1))
            {
                (double left, double right) = (dash[0].X, dash[^1].X);
                canvas.Fill([new(left, 0), new(right, 0), new(right, 1), new(left, 1)]);
            }
        });
        Assert.Equal(row, rows[0]);
    }

    private static string[] Paint(Action<Canvas> draw, double opacity = 1)
    {
        Picture picture = new(6, 4);
        Canvas canvas = new(picture);
        draw(canvas);
        canvas.Paint(Rgb.White, opacity);

        // Nothing is left to paint.
        canvas.Paint(Rgb.White, 1);
        return [.. Enumerable.Range(0, 4).Select(y => string.Join(' ', Enumerable.Range(0, 6).Select(x => picture[x, y].Red)))];
    }
}
