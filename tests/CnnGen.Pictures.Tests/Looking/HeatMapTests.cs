using System;
using System.Linq;
using Xunit;

namespace CnnGen.Pictures.Tests;

public sealed class HeatMapTests
{
    [Fact]
    public void Picture_HasAPixelAValue()
    {
        Picture picture = new HeatMap([0, 1, 2, 4], 2, 2).ToPicture(ColorMap.Grey);
        Assert.Equal([0, 64, 128, 255], Enumerable.Range(0, 4).Select(i => (int)picture[i % 2, i / 2].Green));
        Assert.Equal(Rgb.Grey(255), new HeatMap([1], 1, 1).ToPicture(ColorMap.Grey, ValueRange.Unit)[0, 0]);
    }

    [Fact]
    public void Overlay_InterpolatesBetweenTheMiddlesOfCells()
    {
        // As torch's interpolate, bilinear, with align_corners=False: 0, 0.25, 0.75, 1.
        Picture overlay = new HeatMap([0, 1], 1, 2).Over(new Picture(4, 3), opacity: 1, ColorMap.Grey);
        for (int y = 0; y < 3; y++)
        {
            Assert.Equal([0, 64, 191, 255], Enumerable.Range(0, 4).Select(x => (int)overlay[x, y].Red));
        }

        Picture down = new HeatMap([0, 0, 0, 1], 2, 2).Over(new Picture(4, 4), opacity: 1, ColorMap.Grey);
        Assert.Equal((0, 16, 143, 255), (down[0, 0].Red, down[1, 1].Red, down[2, 2].Red, down[3, 3].Red));
    }

    [Fact]
    public void Overlay_MixesByItsOpacity()
    {
        Picture picture = new(2, 2, Rgb.White);
        HeatMap map = new([0, 0, 0, 0], 2, 2);
        Assert.Equal(Rgb.White, map.Over(picture, 0)[1, 1]);
        Assert.Equal(Rgb.Grey(191), map.Over(picture, 0.25, ColorMap.Grey, ValueRange.Unit)[1, 1]);
        Assert.Equal(Rgb.White, picture[1, 1]);
    }

    [Fact]
    public void WrongArguments_AreRejected()
    {
        Assert.Throws<ArgumentException>("values", () => new HeatMap([1], 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>("height", () => new HeatMap([], 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => new HeatMap([], 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("opacity", () => new HeatMap([1], 1, 1).Over(new Picture(1, 1), double.NaN));
    }
}
