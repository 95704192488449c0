using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class CropTests
{
    [Theory]
    [InlineData(PadMode.Zeros, new float[] { 0, 0, 0, 1, 2, 0, 0 })]
    [InlineData(PadMode.Reflect, new float[] { 2, 1, 0, 1, 2, 1, 0 })]
    [InlineData(PadMode.Replicate, new float[] { 0, 0, 0, 1, 2, 2, 2 })]
    [InlineData(PadMode.Circular, new float[] { 1, 2, 0, 1, 2, 0, 1 })]
    public void Padding_holds_what_its_mode_says(PadMode mode, float[] line)
    {
        // The crop is the whole padded image; a row and a column of the same pixels.
        ImageShape shape = new(1, 3, 3);
        float[] rows = [0, 0, 0, 1, 1, 1, 2, 2, 2];
        float[] columns = [0, 1, 2, 0, 1, 2, 0, 1, 2];
        ImageTransform crop = Transforms.RandomCrop(7, 7, padding: 2, mode);
        float[] padded = crop.Apply(rows, shape, 1);
        Assert.Equal(line, Enumerable.Range(0, 7).Select(y => padded[(7 * y) + 3]));
        padded = crop.Apply(columns, shape, 1);
        Assert.Equal(line, padded[21..28]);
        Assert.Equal(mode == PadMode.Zeros ? new float[7] : line, padded[..7]);
    }

    [Theory]
    [InlineData(PadMode.Zeros)]
    [InlineData(PadMode.Reflect)]
    [InlineData(PadMode.Replicate)]
    [InlineData(PadMode.Circular)]
    public void Every_crop_is_a_part_of_the_padded_image_and_each_comes(PadMode mode)
    {
        ImageShape shape = new(2, 5, 4);
        float[] image = TestImages.Random(shape);
        ImageShape padded = new(2, 9, 8);
        float[] whole = Transforms.RandomCrop(9, 8, padding: 2, mode).Apply(image, shape, 1);
        ImageTransform crop = Transforms.RandomCrop(3, 6, padding: 2, mode);
        HashSet<(int, int)> places = [];
        for (ulong key = 0; key < 400; key++)
        {
            float[] cut = crop.Apply(image, shape, RandomStream.Mix(key, 1));
            places.Add(Enumerable.Range(0, 7).SelectMany(top => Enumerable.Range(0, 3).Select(left => (top, left)))
                .First(place => cut.SequenceEqual(Part(whole, padded, place.top, place.left, 3, 6))));
        }

        // What goes round shows the same again five rows further on.
        Assert.Equal(mode == PadMode.Circular ? 5 * 3 : 7 * 3, places.Count);
    }

    [Fact]
    public void Outside_training_the_middle_is_taken()
    {
        ImageShape shape = new(1, 4, 6);
        float[] image = TestImages.Counted(shape);
        Assert.Equal(Part(image, shape, 1, 1, 2, 4), Transforms.RandomCrop(2, 4).Apply(image, shape));
        Assert.Equal(Part(image, shape, 1, 1, 2, 4), Transforms.CenterCrop(2, 4).Apply(image, shape));
        Assert.Equal(Part(image, shape, 1, 1, 2, 4), Transforms.CenterCrop(2, 4).Apply(image, shape, key: 5));
        Assert.Equal(image, Transforms.RandomCrop(4, 6, padding: 3).Apply(image, shape));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        ImageShape shape = new(3, 32, 30);
        Fails.With<ArgumentException>("a crop of 40x32 does not fit: 32x30 with a padding of 2 is 36x34", () => Transforms.RandomCrop(40, 32, padding: 2).OutputShape(shape));
        Assert.Throws<ArgumentException>(() => Transforms.CenterCrop(32, 31).OutputShape(shape));
        Fails.With<ArgumentException>("a padding of 30 is too much for 32x30; Reflect takes at most 29", () => Transforms.RandomCrop(32, 32, 30, PadMode.Reflect).OutputShape(shape));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.RandomCrop(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.RandomCrop(3, 3, padding: -1));
    }

    private static float[] Part(float[] image, ImageShape shape, int top, int left, int height, int width) =>
    [
        .. from channel in Enumerable.Range(0, shape.Channels)
           from y in Enumerable.Range(top, height)
           from x in Enumerable.Range(left, width)
           select image[(channel * shape.PlaneLength) + (y * shape.Width) + x],
    ];
}
