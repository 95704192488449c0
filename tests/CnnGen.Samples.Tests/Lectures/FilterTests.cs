using System;
using System.Linq;
using Lectures.Filters;
using Lectures.Screen;
using Xunit;

namespace CnnGen.Samples.Tests.Lectures;

/// <summary>What filters with set weights make of pictures.</summary>
public sealed class FilterTests
{
    private const float Tolerance = 1e-5f;

    // Pixels whose neighbours, next to the disc and to the square, are all of the ground, of the disc and of the square.
    private const int Ground = (2 * Scene.Side) + 20;
    private const int Disc = (8 * Scene.Side) + 8;
    private const int Square = (17 * Scene.Side) + 17;

    private static readonly int[] EvenPlaces = [Ground, Disc, Square];

    [Fact]
    public void Blur_KeepsTheMeanAndTakesNoise()
    {
        Picture scene = Scene.Draw();
        Picture noisy = Scene.DrawNoisy();
        foreach (float[] weights in new[] { BlurChapter.Box, BlurChapter.Gaussian })
        {
            Assert.Equal(1, weights.Sum(), Tolerance);
            Assert.Equal(noisy.Pixels.Average(), BlurChapter.Of("", noisy, weights).Pixels.Average(), 0.005f);
            Assert.All(EvenPlaces, place => Assert.Equal(scene.Pixels[place], BlurChapter.Of("", scene, weights).Pixels[place], Tolerance));
        }

        // The noise alone: nine independent pixels' mean has a ninth of their variance.
        float[] noise = Difference(noisy.Pixels, scene.Pixels);
        float[] blurred = Difference(BlurChapter.Of("", noisy, BlurChapter.Box).Pixels, BlurChapter.Of("", scene, BlurChapter.Box).Pixels);
        Assert.InRange(Power(blurred) / Power(noise), 0.06, 0.17);
    }

    [Fact]
    public void Sharpening_KeepsEvenAreasAndMakesEdgesSteeper()
    {
        Picture blurred = SharpenChapter.Blurred;
        Picture sharpened = SharpenChapter.Sharpened;
        Assert.All(EvenPlaces, place => Assert.Equal(blurred.Pixels[place], sharpened.Pixels[place], Tolerance));
        Assert.True(SteepestStep(sharpened) > 1.5f * SteepestStep(blurred));

        static float SteepestStep(Picture picture) => Enumerable.Range(0, picture.Height)
            .SelectMany(row => Enumerable.Range(1, picture.Width - 1).Select(column => Math.Abs(picture[row, column] - picture[row, column - 1]))).Max();
    }

    [Fact]
    public void Laplace_LeavesEdgesAlone()
    {
        float[] response = LaplaceChapter.Response;
        Assert.All(EvenPlaces, place => Assert.Equal(0, response[place], Tolerance));

        // Above the disc's top row, where the ground ends, and on it.
        int column = 8;
        int top = Enumerable.Range(0, Scene.Side).First(row => Scene.Draw()[row, column] > 0.8f);
        Assert.Equal(0.75f, response[((top - 1) * Scene.Side) + column], Tolerance);
        Assert.Equal(-0.75f, response[(top * Scene.Side) + column], Tolerance);
    }

    [Fact]
    public void Sobel_SeesEachEdgeInItsDirection()
    {
        (float[] across, float[] down, float[] length) = SobelChapter.Edges();
        Assert.All(EvenPlaces, place => Assert.Equal(0, length[place], Tolerance));

        // The square's right edge, where it grows darker to the right by 0.4, and its lower one.
        int right = (16 * Scene.Side) + 20;
        int bottom = (20 * Scene.Side) + 16;
        Assert.Equal((-1.6f, 0f), (MathF.Round(across[right], 4), MathF.Round(down[right], 4)));
        Assert.Equal((0f, -1.6f), (MathF.Round(across[bottom], 4), MathF.Round(down[bottom], 4)));
        Assert.Equal(1.6f, length[right], Tolerance);
        Assert.Equal(1.6f, length[bottom], Tolerance);
    }

    [Fact]
    public void MatchedFilter_IsLargestWhereTheLetterStands()
    {
        int width = Letters.Write(LetterChapter.Lines).Width;
        int[] places = [.. LetterChapter.Lines.SelectMany((text, line) => Enumerable.Range(0, text.Length)
            .Where(place => text[place] == LetterChapter.Letter).Select(place => Letters.Centre(line, place)))
            .Select(centre => (centre.Row * width) + centre.Column)];
        Assert.Equal(4, places.Length);

        float[] answers = LetterChapter.Answers;
        Assert.Equal(LetterChapter.BestAnswer, answers.Max());
        Assert.Equal(places, Enumerable.Range(0, answers.Length).Where(i => answers[i] == LetterChapter.BestAnswer));
        Assert.Equal(Enumerable.Range(0, answers.Length).Select(i => places.Contains(i) ? 1f : 0f), LetterChapter.Found);
    }

    [Fact]
    public void PaintedLetters_AreTheTextWithoutTheOthers()
    {
        string[] lines = [.. LetterChapter.Lines.Select(line => new string([.. line.Select(letter => letter == LetterChapter.Letter ? letter : ' ')]))];
        Assert.Equal(Letters.Write(lines).Pixels, LetterChapter.Painted);
    }

    private static float[] Difference(float[] one, float[] other) => [.. one.Zip(other, (a, b) => a - b)];

    private static double Power(float[] values) => values.Average(value => (double)value * value);
}
