using System;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class InMemoryDatasetTests
{
    [Fact]
    public void Floats_AreReadAsTheyAre()
    {
        InMemoryDataset data = new([1f, 2, 3, 4, 5, 6], [2, 0]);
        Assert.Equal((2, 3), (data.Count, data.SampleLength));
        float[] sample = new float[3];
        data.Read(1, sample);
        Assert.Equal([4f, 5, 6], sample);
        Assert.Equal(0, data.Label(1));
    }

    [Fact]
    public void Bytes_AreDividedBy255()
    {
        byte[] pixels = [.. Enumerable.Range(0, 2 * 256 + 2).Select(i => (byte)i)];
        InMemoryDataset data = new(pixels, [0, 1]);
        float[] sample = new float[257];
        data.Read(1, sample);
        Assert.Equal(pixels[257..].Select(pixel => pixel / 255f), sample);
        Assert.Equal(1f, sample.Max());
    }

    [Fact]
    public void Read_AllocatesNothing()
    {
        InMemoryDataset bytes = new(new byte[1000], [0]);
        InMemoryDataset floats = new(new float[1000], [0]);
        float[] sample = new float[1000];
        Assert.Equal(0, Allocations.OfThisThread(() =>
        {
            bytes.Read(0, sample);
            floats.Read(0, sample);
        }));
    }

    [Fact]
    public void SampleShape_IsWhatIsGiven()
    {
        Assert.Equal([12], new InMemoryDataset(new float[24], [0, 1]).SampleShape.ToArray());
        Assert.Equal([3, 2, 2], new InMemoryDataset(new float[24], [0, 1], 3, 2, 2).SampleShape.ToArray());
        Assert.Equal([3, 4], new InMemoryDataset(new byte[24], [0, 1], 3, 4).SampleShape.ToArray());
        Fails.With<ArgumentException>("the shape 3x2 is not that of a sample, which has 12 elements", () => new InMemoryDataset(new float[24], [0, 1], 3, 2));
        Assert.Throws<ArgumentException>("sampleShape", () => new InMemoryDataset(new float[24], [0, 1], -3, -4));
        Assert.Throws<ArgumentException>("sampleShape", () => new InMemoryDataset(new float[24], [0, 1], 65536, 65536, 3, 2, 2));
    }

    [Fact]
    public void WrongArguments_AreNamed()
    {
        Assert.Throws<ArgumentNullException>("samples", () => new InMemoryDataset((float[])null!, [0]));
        Assert.Throws<ArgumentNullException>("pixels", () => new InMemoryDataset((byte[])null!, [0]));
        Assert.Contains("no labels", Assert.Throws<ArgumentException>(() => new InMemoryDataset(new float[3], [])).Message, StringComparison.Ordinal);
        Assert.Contains("5 elements cannot be cut into 2", Assert.Throws<ArgumentException>(() => new InMemoryDataset(new float[5], [0, 0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new InMemoryDataset(Array.Empty<byte>(), [0]));
        Assert.Contains("sample 1 has label -3", Assert.Throws<ArgumentOutOfRangeException>(() => new InMemoryDataset(new float[4], [0, -3])).Message, StringComparison.Ordinal);
        InMemoryDataset data = new(new float[4], [0, 1]);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => data.Label(2));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => data.Read(-1, new float[2]));
        Assert.Contains("3 elements; a sample has 2", Assert.Throws<ArgumentException>("sample", () => data.Read(0, new float[3])).Message, StringComparison.Ordinal);
    }
}
