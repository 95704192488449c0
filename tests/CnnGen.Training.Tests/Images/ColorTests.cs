using System;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class ColorTests
{
    private static readonly ImageShape Pixel = new(3, 1, 1);

    [Theory]
    [InlineData(1, 0, 0, 0, 1, 1)]
    [InlineData(1, 1, 0, 1 / 6.0, 1, 1)]
    [InlineData(0, 1, 0, 1 / 3.0, 1, 1)]
    [InlineData(0, 1, 1, 1 / 2.0, 1, 1)]
    [InlineData(0, 0, 1, 2 / 3.0, 1, 1)]
    [InlineData(1, 0, 1, 5 / 6.0, 1, 1)]
    [InlineData(0.5, 0.5, 0.5, 0, 0, 0.5)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(0.2, 0.4, 0.6, 7 / 12.0, 2 / 3.0, 0.6)]
    [InlineData(0.75, 0.25, 0.5, 11 / 12.0, 2 / 3.0, 0.75)]
    public void Known_colours_have_known_hues(double red, double green, double blue, double hue, double saturation, double value)
    {
        (float h, float s, float v) = Colors.ToHsv((float)red, (float)green, (float)blue);
        Assert.Equal(hue, h, 1e-6);
        Assert.Equal(saturation, s, 1e-6);
        Assert.Equal(value, v, 1e-6);
        (float r, float g, float b) = Colors.ToRgb(h, s, v);
        Assert.Equal(red, r, 1e-6);
        Assert.Equal(green, g, 1e-6);
        Assert.Equal(blue, b, 1e-6);
    }

    [Fact]
    public void Every_colour_comes_back_from_its_hue()
    {
        float[] image = TestImages.Random(new ImageShape(3, 100, 100));
        float[] turned = [.. image];
        Colors.TurnHue(turned, 10_000, 0.3f);
        Assert.True(image.Zip(turned, (a, b) => Math.Abs(a - b)).Average() > 0.1);
        Colors.TurnHue(turned, 10_000, -0.3f);
        Assert.All(image.Zip(turned), pair => Assert.Equal(pair.First, pair.Second, 2e-6f));
    }

    [Fact]
    public void A_third_of_the_circle_makes_green_of_red()
    {
        float[] red = [0.8f, 0.1f, 0.1f];
        Colors.TurnHue(red, 1, 1 / 3f);
        Assert.Equal(0.1f, red[0], 1e-6f);
        Assert.Equal(0.8f, red[1], 1e-6f);
        Assert.Equal(0.1f, red[2], 1e-6f);
    }

    [Fact]
    public void Blending_is_torchvisions()
    {
        float[] values = [0.2f, 0.6f, 0.9f];
        Colors.Blend(values, 0.5f, 1.5f);
        Assert.Equal([0.05f, 0.65f, 1f], values.Select(value => MathF.Round(value, 6)));
        float[] grey = [0.2f, 0.4f, 0.6f];
        Colors.Saturate(grey, 1, 0);
        Assert.All(grey, value => Assert.Equal((0.2989 * 0.2) + (0.587 * 0.4) + (0.114 * 0.6), value, 1e-6));
        Assert.Equal(grey[0], Colors.MeanGrey([0.2f, 0.4f, 0.6f], Pixel), 1e-6f);
        Assert.Equal(0.4f, Colors.MeanGrey([0.2f, 0.6f], new ImageShape(1, 1, 2)), 1e-6f);
    }

    [Fact]
    public void Brightness_multiplies_by_a_factor_in_range()
    {
        float[] factors = [.. Enumerable.Range(0, 500).Select(i => Transforms.ColorJitter(brightness: 0.4).Apply([0.5f, 0.25f, 0.125f], Pixel, RandomStream.Mix(1, (ulong)i))[1] * 4)];
        Assert.All(factors, factor => Assert.InRange(factor, 0.5999f, 1.4001f));
        Assert.True(factors.Max() > 1.38 && factors.Min() < 0.62);
    }

    [Fact]
    public void Contrast_keeps_the_mean_grey()
    {
        ImageShape shape = new(3, 8, 8);
        float[] image = [.. TestImages.Random(shape).Select(value => 0.4f + (0.2f * value))];
        float[] result = Transforms.ColorJitter(contrast: 0.5).Apply(image, shape, 3);
        Assert.NotEqual(image, result);

        // The shares of a grey add up to 0.9999.
        Assert.Equal(Colors.MeanGrey(image, shape), Colors.MeanGrey(result, shape), 1e-4f);
    }

    [Fact]
    public void Saturation_keeps_each_grey_and_hue_each_value()
    {
        float[] color = [0.5f, 0.4f, 0.45f];
        float[] saturated = Transforms.ColorJitter(saturation: 0.5).Apply(color, Pixel, 3);
        Assert.NotEqual(color, saturated);
        Assert.Equal(Colors.MeanGrey(color, Pixel), Colors.MeanGrey(saturated, Pixel), 1e-4f);
        float[] turned = Transforms.ColorJitter(hue: 0.5).Apply(color, Pixel, 3);
        Assert.NotEqual(color, turned);
        Assert.Equal(0.5f, turned.Max(), 1e-6f);
        Assert.Equal(0.4f, turned.Min(), 1e-6f);
    }

    [Fact]
    public void Changes_come_in_different_orders()
    {
        // Cut off at 1 before or behind the contrast, the result differs.
        float[] image = [0.9f, 0.2f];
        ImageShape shape = new(1, 1, 2);
        int brightnessFirst = 0;
        for (ulong key = 0; key < 300; key++)
        {
            RandomStream random = new(key);
            float brightness = (float)random.Between(0.5, 1.5);
            float contrast = (float)random.Between(0.5, 1.5);
            float[] first = Contrasted([.. image.Select(value => Math.Min(1, value * brightness))], contrast);
            float[] last = [.. Contrasted(image, contrast).Select(value => Math.Min(1, value * brightness))];
            float actual = Transforms.ColorJitter(brightness: 0.5, contrast: 0.5).Apply(image, shape, key)[1];
            bool isFirst = Math.Abs(actual - first[1]) < Math.Abs(actual - last[1]);
            Assert.Equal(isFirst ? first[1] : last[1], actual, 1e-6f);
            brightnessFirst += isFirst ? 1 : 0;
        }

        Assert.InRange(brightnessFirst, 60, 170);
        Assert.Equal(image, Transforms.ColorJitter(saturation: 0.9, hue: 0.5).Apply(image, shape, 1));
    }

    [Fact]
    public void Neither_two_channels_nor_a_hue_above_a_half_are_taken()
    {
        Assert.Throws<ArgumentException>(() => Transforms.ColorJitter(hue: 0.1).OutputShape(new ImageShape(2, 3, 3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.ColorJitter(hue: 0.6));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.ColorJitter(brightness: -0.1));
    }

    [Fact]
    public void Colours_shift_along_the_principal_components()
    {
        // Variances of 4 along (1, 1, 0) / sqrt 2, of 1 along (1, -1, 0) / sqrt 2 and of 0 along the last channel.
        ChannelStatistics statistics = new([0, 0, 0], [2.5, 1.5, 0, 1.5, 2.5, 0, 0, 0, 0]);
        double[] along = new double[2000];
        double[] across = new double[2000];
        for (int i = 0; i < along.Length; i++)
        {
            float[] shift = Transforms.PcaColorShift(statistics, 0.1).Apply([0, 0, 0], Pixel, RandomStream.Mix(5, (ulong)i));
            along[i] = (shift[0] + shift[1]) / Math.Sqrt(2);
            across[i] = (shift[0] - shift[1]) / Math.Sqrt(2);
            Assert.Equal(0, shift[2]);
        }

        Assert.InRange(Math.Sqrt(along.Average(x => x * x)), 0.38, 0.42);
        Assert.InRange(Math.Sqrt(across.Average(x => x * x)), 0.095, 0.105);
        Assert.Throws<ArgumentException>(() => Transforms.PcaColorShift(statistics).OutputShape(new ImageShape(1, 2, 2)));
    }

    [Fact]
    public void Eigenvectors_put_the_matrix_together_again()
    {
        double[] matrix = [4, 1, -2, 0.5, 1, 3, 0.25, 0, -2, 0.25, 5, 1, 0.5, 0, 1, 0.75];
        (double[] values, double[] vectors) = SymmetricEigen.Solve(matrix, 4);
        Assert.Equal(values.OrderDescending(), values);
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                Assert.Equal(matrix[(4 * i) + j], Enumerable.Range(0, 4).Sum(k => values[k] * vectors[(4 * k) + i] * vectors[(4 * k) + j]), 1e-12);
                Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, 4).Sum(k => vectors[(4 * i) + k] * vectors[(4 * j) + k]), 1e-12);
            }
        }
    }

    private static float[] Contrasted(float[] image, float factor)
    {
        float mean = image.Average();
        return [.. image.Select(value => Math.Clamp((value * factor) + (mean * (1 - factor)), 0, 1))];
    }
}
