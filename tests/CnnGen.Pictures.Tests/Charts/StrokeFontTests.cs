using System;
using System.Linq;
using OxyPlot;
using Xunit;

namespace CnnGen.Pictures.Tests;

public sealed class StrokeFontTests
{
    private static readonly char[] Ascii = [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(letter => (char)letter)];

    [Fact]
    public void EachLetter_HasAGlyphOfItsOwn()
    {
        Assert.All(Ascii, letter => Assert.True(StrokeFont.Has(letter), letter.ToString()));
        string[] shapes = [.. Ascii.Select(letter => string.Join('|', StrokeFont.Strokes(letter.ToString(), 10).Select(stroke => string.Join(' ', stroke))))];
        Assert.Equal(Ascii.Length, shapes.Distinct().Count());
    }

    [Fact]
    public void Strokes_LieWithinWhatIsMeasured()
    {
        foreach (char letter in Ascii)
        {
            OxySize size = StrokeFont.Measure(letter.ToString(), 20);
            Assert.All(
                StrokeFont.Strokes(letter.ToString(), 20).SelectMany(stroke => stroke),
                point => Assert.True(point.X >= 0 && point.X <= size.Width && point.Y >= 0 && point.Y <= size.Height, $"{letter}: {point}"));
        }
    }

    [Fact]
    public void Texts_AreAsWideAsTheirLettersAndAsHighAsTheirLines()
    {
        OxySize one = StrokeFont.Measure("accuracy", 10);
        Assert.Equal(StrokeFont.Measure("accu", 10).Width + StrokeFont.Measure("racy", 10).Width, one.Width, 9);
        Assert.Equal(2 * one.Height, StrokeFont.Measure("accuracy\nloss", 10).Height);
        Assert.Equal(one.Width, StrokeFont.Measure("accuracy\nloss", 10).Width);
        Assert.Equal(2 * one.Width, StrokeFont.Measure("accuracy", 20).Width, 9);
        Assert.Equal((0, 0), (StrokeFont.Measure("", 10).Width, StrokeFont.Measure(null!, 10).Height));
    }

    [Fact]
    public void OtherLetters_AreBoxes()
    {
        Assert.False(StrokeFont.Has('ß'));
        Assert.Equal(5, StrokeFont.Strokes("ß", 10).Single().Length);
    }
}
