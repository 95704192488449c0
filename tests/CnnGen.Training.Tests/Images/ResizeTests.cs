using System;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class ResizeTests
{
    [Fact]
    public void Pixel_centres_lie_at_half_numbers() =>
        Assert.Equal([0, 1, 3, 4], Transforms.Resize(1, 4).Apply([0, 4], new ImageShape(1, 1, 2)));

    [Fact]
    public void Shrinking_widens_the_filter()
    {
        // By hand: at half the size the filter reaches two pixels to either side; 3/4, 3/4 and 1/4 of three pixels.
        float[] half = Transforms.Resize(1, 2).Apply([7, 14, 28, 70], new ImageShape(1, 1, 4));
        Assert.Equal(((3 * 7) + (3 * 14) + 28) / 7f, half[0], 1e-5f);
        Assert.Equal((14 + (3 * 28) + (3 * 70)) / 7f, half[1], 1e-5f);
    }

    [Theory]
    [InlineData(13, 9, 7, 4)]
    [InlineData(5, 31, 12, 8)]
    [InlineData(16, 16, 16, 16)]
    [InlineData(3, 2, 17, 40)]
    [InlineData(1, 50, 1, 1)]
    public void Any_size_agrees_with_the_definition(int height, int width, int toHeight, int toWidth)
    {
        ImageShape shape = new(3, height, width);
        float[] image = TestImages.Random(shape);
        AssertResized(image, shape, ImageRegion.WholeOf(shape), Transforms.Resize(toHeight, toWidth).Apply(image, shape), toHeight, toWidth);
    }

    [Fact]
    public void Same_size_is_the_image_to_the_bit()
    {
        ImageShape shape = new(3, 19, 23);
        float[] image = TestImages.Random(shape);
        Assert.Equal(image, Transforms.Resize(19, 23).Apply(image, shape));
    }

    [Fact]
    public void Random_resized_crops_are_resized_parts_with_areas_and_sides_in_range()
    {
        ImageShape shape = new(1, 40, 60);

        // The picture is its own coordinates, from which the part that was taken can be told.
        float[] columns = [.. Enumerable.Range(0, shape.Length).Select(i => (float)(i % 60))];
        float[] rows = [.. Enumerable.Range(0, shape.Length).Select(i => (float)(i / 60))];
        ImageTransform crop = Transforms.RandomResizedCrop(1, 1, 0.2, 0.5, 0.5, 2);
        double[] middles = new double[300];
        for (ulong key = 0; key < 300; key++)
        {
            float x = crop.Apply(columns, shape, RandomStream.Mix(key, 2))[0];
            float y = crop.Apply(rows, shape, RandomStream.Mix(key, 2))[0];
            Assert.InRange(x, 5, 55);
            Assert.InRange(y, 5, 35);
            middles[key] = x;
        }

        Assert.InRange(middles.Average(), 27, 32);
        Assert.True(middles.Max() - middles.Min() > 25);
    }

    [Fact]
    public void Random_resized_crop_of_all_is_a_resize()
    {
        ImageShape shape = new(2, 24, 24);
        float[] image = TestImages.Random(shape);
        Assert.Equal(Transforms.Resize(9, 9).Apply(image, shape), Transforms.RandomResizedCrop(9, 9, 1, 1, 1, 1).Apply(image, shape, 4));
    }

    [Fact]
    public void Where_no_part_fits_the_middle_is_taken()
    {
        // An area of all and a ratio of 1 do not fit 12x30.
        ImageShape shape = new(1, 12, 30);
        float[] image = TestImages.Random(shape);
        float[] crop = Transforms.RandomResizedCrop(6, 6, 1, 1, 1, 1).Apply(image, shape, 4);
        AssertResized(image, shape, new ImageRegion(0, 9, 12, 12), crop, 6, 6);
    }

    [Theory]
    [InlineData(12, 30, 6, 6, 0, 9, 12, 12)]
    [InlineData(30, 12, 6, 6, 9, 0, 12, 12)]
    [InlineData(12, 30, 4, 10, 0, 0, 12, 30)]
    [InlineData(12, 30, 5, 10, 0, 3, 12, 24)]
    public void Outside_training_the_largest_part_in_the_middle_is_taken(
        int height, int width, int toHeight, int toWidth, int top, int left, int partHeight, int partWidth)
    {
        ImageShape shape = new(2, height, width);
        float[] image = TestImages.Random(shape);
        float[] crop = Transforms.RandomResizedCrop(toHeight, toWidth).Apply(image, shape);
        AssertResized(image, shape, new ImageRegion(top, left, partHeight, partWidth), crop, toHeight, toWidth);
    }

    [Fact]
    public void Ranges_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.Resize(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.RandomResizedCrop(3, 3, minScale: 0.5, maxScale: 0.4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.RandomResizedCrop(3, 3, maxScale: 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.RandomResizedCrop(3, 3, minRatio: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.RandomResizedCrop(3, 3, maxRatio: double.NaN));
    }

    /// <summary>By the definition: every pixel of the region, weighed by both triangles, which are wider where the image shrinks.</summary>
    private static void AssertResized(float[] image, ImageShape shape, ImageRegion region, float[] actual, int height, int width)
    {
        int at = 0;
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++, at++)
                {
                    double sum = 0;
                    double weights = 0;
                    for (int sy = 0; sy < region.Height; sy++)
                    {
                        for (int sx = 0; sx < region.Width; sx++)
                        {
                            double weight = Weight(sy, y, region.Height, height) * Weight(sx, x, region.Width, width);
                            weights += weight;
                            sum += weight * image[(channel * shape.PlaneLength) + ((region.Top + sy) * shape.Width) + region.Left + sx];
                        }
                    }

                    Assert.Equal(sum / weights, actual[at], 1e-6);
                }
            }
        }

        Assert.Equal(at, actual.Length);
    }

    private static double Weight(int from, int to, int input, int output)
    {
        double scale = (double)input / output;
        return Math.Max(0, 1 - (Math.Abs(from + 0.5 - ((to + 0.5) * scale)) / Math.Max(1, scale)));
    }
}
