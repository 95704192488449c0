using System;
using System.IO;
using System.Linq;
using BigGustave;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Pictures.Tests;

public sealed class PictureTests
{
    private static readonly Rgb Red = new(255, 0, 0);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(5, 3)]
    [InlineData(257, 130)]
    public void Png_IsReadByAnother(int width, int height)
    {
        using TemporaryFolder folder = new();
        Random random = new(width);
        Picture picture = new(width, height);
        for (int i = 0; i < width * height; i++)
        {
            picture[i % width, i / width] = new Rgb((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
        }

        picture.SavePng(folder["picture.png"]);
        Assert.Equal(picture.ToPng(), File.ReadAllBytes(folder["picture.png"]));
        Png png = Png.Open(folder["picture.png"]);
        Assert.Equal((width, height, false), (png.Width, png.Height, png.HasAlphaChannel));
        for (int i = 0; i < width * height; i++)
        {
            Pixel pixel = png.GetPixel(i % width, i / width);
            Assert.Equal(picture[i % width, i / width], new Rgb(pixel.R, pixel.G, pixel.B));
        }
    }

    [Fact]
    public void Png_ThatCannotBeSaved_LeavesWhatWasThere()
    {
        using TemporaryFolder folder = new();
        Assert.ThrowsAny<IOException>(() => new Picture(2, 2).SavePng(folder["no/such.png"]));
        Assert.Empty(folder.Names);
        new Picture(2, 2).SavePng(folder["a.png"]);
        new Picture(3, 3).SavePng(folder["a.png"]);
        Assert.Equal(["a.png"], folder.Names);
        Assert.Equal(3, Png.Open(folder["a.png"]).Width);
    }

    [Fact]
    public void Values_BecomePixels()
    {
        Picture grey = Picture.FromValues([-1, 0, 0.5f, 1, 9, float.NaN], 1, 2, 3, ValueRange.Unit);
        Assert.Equal([0, 0, 128, 255, 255, 0], Enumerable.Range(0, 6).Select(i => (int)grey[i % 3, i / 3].Red));
        Picture color = Picture.FromValues([1, 0, 0, 1, 0.2f, 0.4f], 3, 1, 2, ValueRange.Unit);
        Assert.Equal((new Rgb(255, 0, 51), new Rgb(0, 255, 102)), (color[0, 0], color[1, 0]));
        Assert.Equal(Rgb.Grey(128), Picture.FromValues([3, 3], 1, 1, 2, ValueRange.Of([3, 3]))[1, 0]);
    }

    [Fact]
    public void Ranges_AreOfFiniteValues()
    {
        float[] values = [float.NaN, -2, float.PositiveInfinity, 1];
        Assert.Equal((new ValueRange(-2, 1), new ValueRange(-2, 2)), (ValueRange.Of(values), ValueRange.AroundZero(values)));
        Assert.Equal(default, ValueRange.Of([float.NaN]));
        Assert.Equal(0.5, new ValueRange(float.MinValue, float.MaxValue).Share(0));
        Assert.Equal([0, 1], new[] { float.NegativeInfinity, float.PositiveInfinity }.Select(ValueRange.Unit.Share));
    }

    [Fact]
    public void Enlarged_PixelsAreSquares()
    {
        Picture picture = new(2, 1) { [1, 0] = Red };
        Picture larger = picture.Enlarge(3);
        Assert.Equal((6, 3), (larger.Width, larger.Height));
        Assert.Equal((Rgb.Black, Red, Red), (larger[2, 2], larger[3, 0], larger[5, 2]));
    }

    [Fact]
    public void Drawn_PictureIsCutOff()
    {
        Picture picture = new(3, 3);
        Picture red = new(2, 2, Red);
        picture.Draw(red, -1, -1);
        picture.Draw(red, 2, 1);
        picture.Draw(red, 7, 0);
        picture.Draw(red, 0, int.MaxValue);
        Assert.Equal("#..|..#|..#", Text(picture));
    }

    [Fact]
    public void Grid_LinesLieAroundEachPicture()
    {
        Picture[] pictures = [new(1, 1, Red), new(2, 1, Red), new(1, 1, Red)];
        Assert.Equal(".......|.#..##.|.......|.#.....|.......", Text(PictureGrid.Of(pictures, 2)));
        Assert.Equal("###", Text(PictureGrid.Of([new Picture(3, 1, Red)], gap: 0)));
        Assert.Equal(Rgb.White, PictureGrid.Of(pictures, background: Rgb.White)[0, 0]);

        // 12 tiles that are twice as high as wide: about as wide as high is 5 in a row.
        Picture grid = PictureGrid.Of([.. Enumerable.Range(0, 12).Select(_ => new Picture(10, 20))], gap: 0);
        Assert.Equal((50, 60), (grid.Width, grid.Height));
    }

    [Fact]
    public void Colors_ChangeEvenly()
    {
        Assert.Equal([Rgb.Black, Rgb.Grey(128), Rgb.White, Rgb.White, Rgb.Black], new[] { 0, 0.5, 1, 2, -1 }.Select(ColorMap.Grey.At));
        Assert.Equal(new Rgb(255, 128, 0), ColorMap.Heat.At(0.5));
        Assert.Equal(new Rgb(0, 255, 0), ColorMap.Rainbow.At(0.5));
        Assert.Equal(Rgb.White, ColorMap.Diverging.At(0.5));
        Assert.Equal(Rgb.Black, ColorMap.Grey.At(double.NaN));
        Assert.Throws<ArgumentException>("colors", () => new ColorMap(Red));
    }

    [Fact]
    public void WrongArguments_AreRejected()
    {
        Picture picture = new(2, 3);
        Assert.Throws<ArgumentOutOfRangeException>("width", () => new Picture(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("height", () => new Picture(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => new Picture(1 << 16, 1 << 15));
        Assert.Throws<ArgumentOutOfRangeException>("x", () => picture[2, 0]);
        Assert.Throws<ArgumentOutOfRangeException>("y", () => picture[0, -1]);
        Assert.Throws<ArgumentException>("values", () => Picture.FromValues([1], 1, 1, 2, ValueRange.Unit));
        Assert.Throws<ArgumentOutOfRangeException>("channels", () => Picture.FromValues([1, 2], 2, 1, 1, ValueRange.Unit));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => picture.Enlarge(0));
        Assert.Throws<OverflowException>(() => picture.Enlarge(int.MaxValue));
        Assert.Throws<ArgumentException>("pictures", () => PictureGrid.Of([]));
        Assert.Throws<ArgumentOutOfRangeException>("columns", () => PictureGrid.Of([picture], 0));
        Assert.Throws<ArgumentOutOfRangeException>("gap", () => PictureGrid.Of([picture], gap: -1));
    }

    private static string Text(Picture picture) => string.Join(
        '|', Enumerable.Range(0, picture.Height).Select(y => string.Concat(Enumerable.Range(0, picture.Width).Select(x => picture[x, y] == Red ? '#' : '.'))));
}
