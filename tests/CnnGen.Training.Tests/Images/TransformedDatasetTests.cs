using System;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class TransformedDatasetTests
{
    private static readonly ImageShape Shape = new(3, 16, 20);

    /// <summary>Every transform there is, twice over so that each draws behind others.</summary>
    private static ImageTransform[] All =>
    [
        Transforms.RandomHorizontalFlip(),
        Transforms.RandomVerticalFlip(),
        Transforms.RandomCrop(18, 18, padding: 3, PadMode.Reflect),
        Transforms.RandomResizedCrop(20, 24),
        Transforms.RandomAffine(10, 0.1, 0.9, 1.1, 1.2, 5),
        Transforms.RandomRotation(5),
        Transforms.ColorJitter(0.3, 0.3, 0.3, 0.1),
        Transforms.PcaColorShift(new ChannelStatistics([0, 0, 0], [2.5, 1.5, 0, 1.5, 2.5, 0, 0, 0, 1])),
        Transforms.RandomApply(0.5, Transforms.GaussianNoise(0.05), Transforms.RandomErasing(0.8)),
        Transforms.Cutout(6),
        Transforms.Resize(14, 15),
        Transforms.CenterCrop(12, 12),
        Transforms.Normalize([0.5, 0.4, 0.3], [0.2, 0.2, 0.3]),
    ];

    [Fact]
    public void The_same_draw_gives_the_same_bits_and_another_one_others()
    {
        Dataset data = TestImages.Dataset(4, Shape).Transform(All);
        Assert.Equal([3, 12, 12], data.SampleShape.ToArray());
        Assert.Equal((4, 3 * 144), (data.Count, data.SampleLength));
        Assert.Equal(data.Sample(2, 77), data.Sample(2, 77));
        Assert.NotEqual(data.Sample(2, 77), data.Sample(2, 78));
        Assert.Equal(2, data.Label(2));
        Assert.All(data.Sample(3, 5), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Without_a_draw_only_what_is_fixed_takes_place()
    {
        InMemoryDataset data = TestImages.Dataset(4, Shape);
        Dataset all = data.Transform(All);
        Dataset fixedOnes = data.Transform(
            Transforms.CenterCrop(16, 18),
            Transforms.RandomCrop(18, 18, padding: 1, PadMode.Reflect),
            Transforms.RandomResizedCrop(20, 24),
            Transforms.Resize(14, 15),
            Transforms.CenterCrop(12, 12),
            Transforms.Normalize([0.5, 0.4, 0.3], [0.2, 0.2, 0.3]));
        Assert.Equal(fixedOnes.Sample(1), all.Sample(1));
        Assert.Equal(all.Sample(1), all.Sample(1));
    }

    [Fact]
    public void Transforms_of_transforms_draw_from_keys_of_their_own()
    {
        // Two flips that drew alike would undo each other.
        InMemoryDataset data = TestImages.Dataset(1, Shape);
        Dataset twice = data.Transform(Transforms.RandomHorizontalFlip()).Transform(Transforms.RandomHorizontalFlip());
        float[] image = data.Sample(0);
        int same = Enumerable.Range(0, 200).Count(draw => twice.Sample(0, (ulong)draw).SequenceEqual(image));
        Assert.InRange(same, 70, 130);
    }

    [Fact]
    public void One_by_one_and_together_are_the_same()
    {
        InMemoryDataset data = TestImages.Dataset(2, Shape);
        ImageTransform[] steps = [Transforms.CenterCrop(15, 15), Transforms.Resize(8, 9), Transforms.Normalize([0.5, 0.5, 0.5], [1, 2, 3])];
        Dataset nested = steps.Aggregate((Dataset)data, (now, step) => now.Transform(step));
        Assert.Equal(nested.Sample(1), data.Transform(steps).Sample(1));
        Assert.Equal(data.Sample(1), data.Transform().Sample(1, 5));
    }

    [Fact]
    public void Nothing_is_allocated_once_it_is_warm()
    {
        Dataset data = TestImages.Dataset(4, Shape).Transform(All).Transform(Transforms.RandomHorizontalFlip());
        float[] sample = new float[data.SampleLength];
        ulong draw = 0;
        Assert.Equal(0, Allocations.OfThisThread(() =>
        {
            draw++;
            data.Read((int)(draw % 4), sample, draw);
            data.Read((int)(draw % 4), sample);
        }));
    }

    [Fact]
    public void What_does_not_fit_is_refused_at_once()
    {
        InMemoryDataset flat = new(new float[12], [0, 1]);
        Fails.With<ArgumentException>("a sample has the shape 6; expected channels, height and width", () => flat.Transform(Transforms.Cutout(1)));
        Assert.Throws<ArgumentException>(() => TestImages.Dataset(1, Shape).Transform(Transforms.CenterCrop(17, 17)));
        Assert.Throws<ArgumentException>(() => TestImages.Dataset(1, Shape).Transform(Transforms.Cutout(1), null!));
        Assert.Throws<ArgumentException>(() => TestImages.Dataset(1, Shape).Transform(Transforms.RandomApply(0.5, Transforms.Resize(3, 3))));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.RandomApply(1.5));
        Dataset data = TestImages.Dataset(1, Shape).Transform(Transforms.Resize(2, 2));
        Assert.Throws<ArgumentException>(() => data.Read(0, new float[11], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(1, new float[12], 1));
    }

    [Fact]
    public void A_transform_of_the_users_own_takes_part()
    {
        InMemoryDataset data = new([1f, 2, 3, 4], [0], 1, 2, 2);
        Dataset inverted = data.Transform(new Inversion(), Transforms.RandomHorizontalFlip(1));
        Assert.Equal([9, 8, 7, 6], inverted.Sample(0));
        Assert.Equal([8, 9, 6, 7], inverted.Sample(0, 1));
    }

    private sealed class Inversion : ImageTransform
    {
        public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination)
        {
            for (int i = 0; i < source.Length; i++)
            {
                destination[i] = 10 - source[i];
            }
        }
    }
}
