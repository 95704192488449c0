using System;
using System.Linq;
using System.Numerics;
using Lectures.Products;
using Xunit;

namespace CnnGen.Samples.Tests.Lectures;

/// <summary>A convolution by other means gives what the network gives.</summary>
public sealed class ProductTests
{
    private const float Tolerance = 1e-4f;

    [Fact]
    public void Signals_AreTheLectures()
    {
        Assert.Equal([7, 12, 17], SignalsChapter.Weighted);
        Assert.Equal([0, 0, 0, 1, 1, 1, 1, 0, 0, 0], SignalsChapter.Slope);
        Assert.Equal([1, 0, 2, 0, 1, 0, 3, 0, 6, 0, 3], SignalsChapter.Matches);
    }

    [Fact]
    public void Layer_ShowsItsFilterFlipped()
    {
        Assert.Equal([0, 0, 0, 0, 0, 0, 9, 8, 7, 0, 0, 6, 5, 4, 0, 0, 3, 2, 1, 0, 0, 0, 0, 0, 0], FlipChapter.Correlated);
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 4, 5, 6, 0, 0, 7, 8, 9, 0, 0, 0, 0, 0, 0], FlipChapter.Convolved);
    }

    [Fact]
    public void MatrixProduct_AgreesWithTheNetwork()
    {
        (float[] network, float[] product) = MatrixChapter.Outputs();
        Assert.Equal(96 * 5 * 5, network.Length);
        Assert.InRange(Agreement.RelativeError(network, product), 0, Tolerance);
    }

    [Fact]
    public void ImageColumns_HoldWhatTheFilterCovers()
    {
        // Of 3x3 pixels, 2x2 windows: a row an element of the window, a column a window.
        float[] image = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        Assert.Equal([1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9], ImageColumns.Of(image, [1, 3, 3], kernel: 2, stride: 1));
    }

    [Fact]
    public void FourierProduct_AgreesWithTheNetwork()
    {
        (float[] network, float[] product) = FourierChapter.Outputs();
        Assert.Equal(24 * 24, network.Length);
        Assert.InRange(Agreement.RelativeError(network, product), 0, Tolerance);
    }

    [Fact]
    public void Fourier_IsTheTransformOfTheDefinition()
    {
        const int Side = 4;
        Complex[] image = [.. Enumerable.Range(0, Side * Side).Select(i => new Complex(Math.Sin(3 * i), Math.Cos(i * i)))];
        Complex[] spectrum = Fourier.Transform(image, Side);
        for (int k = 0; k < spectrum.Length; k++)
        {
            Complex expected = Complex.Zero;
            for (int i = 0; i < image.Length; i++)
            {
                double turns = (((k / Side) * (i / Side)) + ((k % Side) * (i % Side))) / (double)Side;
                expected += image[i] * Complex.FromPolarCoordinates(1, -Math.Tau * turns);
            }

            Assert.Equal(0, (expected - spectrum[k]).Magnitude, 1e-12);
        }

        Assert.All(image.Zip(Fourier.Inverse(spectrum, Side)), pair => Assert.Equal(0, (pair.First - pair.Second).Magnitude, 1e-12));
    }

    [Fact]
    public void RelativeError_SeesADifference() => Assert.Equal(0.25f, Agreement.RelativeError([1, -4], [2, -4]));
}
