using System;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class AffineTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void A_quarter_turn_of_a_square_is_exact(int side)
    {
        ImageShape shape = new(2, side, side);
        float[] image = TestImages.Random(shape);
        float[] turned = Warped(image, shape, AffineMap.Rotation(90), fill: 9);

        // Clockwise: the first row becomes the last column.
        float[] expected = [.. from plane in Enumerable.Range(0, 2) from y in Enumerable.Range(0, side) from x in Enumerable.Range(0, side)
            select image[(plane * side * side) + ((side - 1 - x) * side) + y]];
        Assert.Equal(expected, turned);
    }

    [Fact]
    public void Four_quarter_turns_are_the_image()
    {
        ImageShape shape = new(1, 8, 8);
        float[] image = TestImages.Random(shape);
        Assert.Equal(image, Enumerable.Range(0, 4).Aggregate(image, (now, _) => Warped(now, shape, AffineMap.Rotation(90), fill: 9)));
    }

    [Fact]
    public void Whole_steps_move_pixels_and_fill_what_is_left()
    {
        ImageShape shape = new(1, 3, 4);
        float[] moved = new float[12];
        Warp.Apply(TestImages.Counted(shape), shape, AffineMap.Translation(1, -1), 7, moved);
        Assert.Equal([7, 4, 5, 6, 7, 8, 9, 10, 7, 7, 7, 7], moved);
    }

    [Fact]
    public void Half_a_step_is_the_mean_of_neighbours_and_of_the_fill()
    {
        float[] moved = new float[3];
        Warp.Apply([2, 4, 10], new ImageShape(1, 1, 3), AffineMap.Translation(0.5, 0), 0, moved);
        Assert.Equal([1, 3, 7], moved);
    }

    [Fact]
    public void Composed_maps_agree_with_each_matrix_applied_to_the_point()
    {
        ImageShape shape = new(2, 11, 14);
        float[] image = TestImages.Random(shape);
        AffineMap map = AffineMap.Scale(1.3, 0.8).Then(AffineMap.Shear(12)).Then(AffineMap.Rotation(-33)).About(6.5, 5).Then(AffineMap.Translation(1.7, -2.2));
        float[] warped = new float[image.Length];
        Warp.Apply(image, shape, map, 0.25f, warped);
        for (int i = 0; i < shape.PlaneLength; i++)
        {
            // Back step by step, each in its own formula.
            (double x, double y) = ((i % 14) - 1.7 - 6.5, (i / 14) + 2.2 - 5);
            double angle = 33 * Math.PI / 180;
            (x, y) = ((x * Math.Cos(angle)) - (y * Math.Sin(angle)), (x * Math.Sin(angle)) + (y * Math.Cos(angle)));
            x += y * Math.Tan(12 * Math.PI / 180);
            (x, y) = ((x / 1.3) + 6.5, (y / 0.8) + 5);
            for (int channel = 0; channel < 2; channel++)
            {
                Assert.Equal(Bilinear(image, shape, channel, x, y, 0.25), warped[(channel * shape.PlaneLength) + i], 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(2, 3)]
    public void Scaling_keeps_the_middle(double x, double y)
    {
        ImageShape shape = new(1, 9, 7);
        float[] image = TestImages.Random(shape);
        Assert.Equal(image[31], Warped(image, shape, AffineMap.Scale(x, y), 0)[31], 1e-6f);
    }

    [Fact]
    public void Random_maps_stay_within_what_was_asked_for()
    {
        // An image of its own coordinates shows where each pixel came from.
        ImageShape shape = new(2, 41, 41);
        float[] image = [.. from axis in Enumerable.Range(0, 2) from y in Enumerable.Range(0, 41) from x in Enumerable.Range(0, 41) select (float)(axis == 0 ? x : y)];
        double[] angles = new double[500];
        double[] sizes = new double[500];
        ImageTransform affine = Transforms.RandomAffine(degrees: 20, minScale: 0.8, maxScale: 1.25);
        for (int i = 0; i < angles.Length; i++)
        {
            float[] result = affine.Apply(image, shape, RandomStream.Mix(8, (ulong)i));
            int middle = (20 * 41) + 20;
            (double dx, double dy) = (result[middle + 5] - result[middle], result[1681 + middle + 5] - result[1681 + middle]);
            angles[i] = Math.Atan2(dy, dx) * 180 / Math.PI;
            sizes[i] = 5 / Math.Sqrt((dx * dx) + (dy * dy));
        }

        Assert.All(angles, angle => Assert.InRange(angle, -20.001, 20.001));
        Assert.All(sizes, size => Assert.InRange(size, 0.7999, 1.2501));
        Assert.True(angles.Max() > 18 && angles.Min() < -18 && sizes.Max() > 1.2 && sizes.Min() < 0.85);
    }

    [Fact]
    public void Stretching_keeps_the_area()
    {
        ImageShape shape = new(2, 41, 41);
        float[] image = [.. from axis in Enumerable.Range(0, 2) from y in Enumerable.Range(0, 41) from x in Enumerable.Range(0, 41) select (float)(axis == 0 ? x : y)];
        double[] ratios = new double[200];
        for (int i = 0; i < ratios.Length; i++)
        {
            float[] result = Transforms.RandomAffine(stretch: 1.5).Apply(image, shape, RandomStream.Mix(8, (ulong)i));
            int middle = (20 * 41) + 20;
            double x = (result[middle + 5] - result[middle]) / 5.0;
            double y = (result[1681 + middle + (5 * 41)] - result[1681 + middle]) / 5.0;
            Assert.Equal(1, x * y, 1e-4);
            ratios[i] = y / x;
        }

        Assert.All(ratios, ratio => Assert.InRange(ratio, 1 / 1.5001, 1.5001));
        Assert.True(ratios.Max() > 1.4 && ratios.Min() < 1 / 1.4);
    }

    [Fact]
    public void Translation_and_shear_move_as_far_as_they_say()
    {
        ImageShape shape = new(1, 21, 101);
        float[] image = [.. Enumerable.Range(0, shape.Length).Select(i => (float)(i % 101))];
        float[] moves = [.. Enumerable.Range(0, 300).Select(i => 50 - Transforms.RandomTranslation(0.1).Apply(image, shape, RandomStream.Mix(8, (ulong)i))[(10 * 101) + 50])];
        Assert.All(moves, move => Assert.InRange(move, -10.101f, 10.101f));
        Assert.True(moves.Max() > 9 && moves.Min() < -9);

        // Ten rows above the middle.
        float[] slants = [.. Enumerable.Range(0, 300).Select(i => 50 - Transforms.RandomShear(45).Apply(image, shape, RandomStream.Mix(8, (ulong)i))[50])];
        Assert.All(slants, slant => Assert.InRange(slant, -10.001f, 10.001f));
        Assert.True(slants.Max() > 8 && slants.Min() < -8);
    }

    [Fact]
    public void Outside_training_nothing_moves()
    {
        ImageShape shape = new(3, 5, 5);
        float[] image = TestImages.Random(shape);
        Assert.Equal(image, Transforms.RandomAffine(30, 0.2, 0.5, 2, 1.5, 10).Apply(image, shape));
        Assert.Equal(image, Transforms.RandomRotation(0).Apply(image, shape, 4));
    }

    [Fact]
    public void Ranges_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.RandomRotation(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.RandomRotation(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.RandomTranslation(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.RandomShear(90));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.RandomAffine(minScale: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.RandomAffine(minScale: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.RandomAffine(stretch: 0.9));
    }

    private static float[] Warped(float[] image, ImageShape shape, AffineMap map, float fill)
    {
        float[] result = new float[image.Length];
        Warp.Apply(image, shape, map.About((shape.Width - 1) / 2.0, (shape.Height - 1) / 2.0), fill, result);
        return result;
    }

    private static double Bilinear(float[] image, ImageShape shape, int channel, double x, double y, double fill)
    {
        double sum = 0;
        for (int sy = (int)Math.Floor(y); sy <= Math.Floor(y) + 1; sy++)
        {
            for (int sx = (int)Math.Floor(x); sx <= Math.Floor(x) + 1; sx++)
            {
                bool isInside = sx >= 0 && sx < shape.Width && sy >= 0 && sy < shape.Height;
                double pixel = isInside ? image[(channel * shape.PlaneLength) + (sy * shape.Width) + sx] : fill;
                sum += (1 - Math.Abs(x - sx)) * (1 - Math.Abs(y - sy)) * pixel;
            }
        }

        return sum;
    }
}
