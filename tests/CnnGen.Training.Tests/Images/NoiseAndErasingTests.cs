using System;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class NoiseAndErasingTests
{
    [Fact]
    public void Noise_has_its_deviation()
    {
        ImageShape shape = new(1, 100, 100);
        float[] noise = Transforms.GaussianNoise(0.2, clip: false).Apply(new float[10_000], shape, 1);
        Assert.InRange(noise.Average(), -0.006f, 0.006f);
        Assert.InRange(Math.Sqrt(noise.Average(x => x * x)), 0.196, 0.204);
        float[] clipped = Transforms.GaussianNoise(0.2).Apply(new float[10_000], shape, 1);
        Assert.Equal(noise.Select(x => Math.Max(0, x)), clipped);
    }

    [Fact]
    public void Cutout_zeroes_one_square_that_may_be_cut_off()
    {
        ImageShape shape = new(2, 10, 12);
        float[] ones = [.. Enumerable.Repeat(1f, shape.Length)];
        int[] sizes = new int[500];
        for (int i = 0; i < sizes.Length; i++)
        {
            float[] image = Transforms.Cutout(4).Apply(ones, shape, RandomStream.Mix(2, (ulong)i));
            Assert.Equal(image[..120], image[120..]);
            int[] rows = [.. Enumerable.Range(0, 10).Where(y => image[(y * 12)..((y + 1) * 12)].Contains(0))];
            int[] columns = [.. Enumerable.Range(0, 12).Where(x => Enumerable.Range(0, 10).Any(y => image[(y * 12) + x] == 0))];
            sizes[i] = image[..120].Count(value => value == 0);
            Assert.Equal(rows.Length * columns.Length, sizes[i]);
            Assert.True(rows.Length <= 4 && columns.Length <= 4);
        }

        Assert.Equal(16, sizes.Max());
        Assert.Equal(4, sizes.Min());
    }

    [Fact]
    public void Erasing_fills_a_rectangle_of_the_area_that_was_asked_for()
    {
        ImageShape shape = new(3, 50, 50);
        float[] zeros = new float[shape.Length];
        int erased = 0;
        for (int i = 0; i < 400; i++)
        {
            float[] image = Transforms.RandomErasing(0.5, 7, 0.1, 0.2, 0.5, 2).Apply(zeros, shape, RandomStream.Mix(2, (ulong)i));
            int count = image[..2500].Count(value => value == 7);
            erased += count > 0 ? 1 : 0;
            Assert.Equal(3 * count, image.Count(value => value == 7));
            Assert.True(count is 0 or (> 220 and < 530), $"{count} pixels");
        }

        Assert.InRange(erased, 160, 240);
        Assert.Equal(zeros, Transforms.RandomErasing(1).Apply(zeros, shape));
    }

    [Fact]
    public void Normalisation_is_the_same_in_training_and_elsewhere()
    {
        ImageShape shape = new(2, 1, 2);
        ImageTransform normalize = Transforms.Normalize([1, 2], [2, 4]);
        Assert.Equal([0, 1, 0, -0.5f], normalize.Apply([1, 3, 2, 0], shape));
        Assert.Equal([0, 1, 0, -0.5f], normalize.Apply([1, 3, 2, 0], shape, 3));
    }

    [Fact]
    public void Numbers_that_do_not_normalise_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Transforms.Normalize([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => Transforms.Normalize([], []));
        Fails.With<ArgumentOutOfRangeException>("standardDeviation of channel 1 is 0", () => Transforms.Normalize([1, 2], [1, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.Normalize([double.NaN, 2], [1, 1]));
        Assert.Throws<ArgumentException>(() => Transforms.Normalize([1, 2], [1, 1]).OutputShape(new ImageShape(3, 2, 2)));
    }
}
