using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>The packed order, over random shapes.</summary>
public sealed class WeightPackTests
{
    [Fact]
    public void Offset_IsInjectiveWithinThePackedLength()
    {
        foreach (WeightPack pack in RandomPacks(300))
        {
            HashSet<int> seen = [];
            for (int group = 0; group < pack.Groups; group++)
            {
                for (int filter = 0; filter < pack.Filters; filter++)
                {
                    for (int channel = 0; channel < pack.Channels; channel++)
                    {
                        for (int tap = 0; tap < pack.Taps; tap++)
                        {
                            int offset = pack.Offset(group, filter, channel, tap);
                            Assert.InRange(offset, 0, pack.PackedLength - 1);
                            Assert.True(seen.Add(offset), $"{pack}: offset {offset} is used twice");
                        }
                    }
                }
            }

            Assert.Equal(pack.Length, seen.Count);
        }
    }

    [Fact]
    public void Unpack_UndoesPack_AndPaddingIsNotTouched()
    {
        foreach (WeightPack pack in RandomPacks(300))
        {
            float[] source = [.. Enumerable.Range(1, pack.Length).Select(i => (float)i)];
            float[] packed = new float[pack.PackedLength];
            float[] back = new float[pack.Length];
            Array.Fill(packed, -1f);
            pack.Pack(source, packed);
            pack.Unpack(packed, back);
            Assert.Equal(source, back);
            Assert.Equal(pack.PackedLength - pack.Length, packed.Count(value => value == -1f));
        }
    }

    [Fact]
    public void Rows_AreThePackedTensor()
    {
        foreach (WeightPack pack in RandomPacks(200))
        {
            float[] source = [.. Enumerable.Range(1, pack.Length).Select(i => (float)i)];
            float[] expected = new float[pack.PackedLength];
            pack.Pack(source, expected);

            AlignedMemory memory = new(pack.PackedLength);
            PackedRows rows = new(new ParameterDescriptor("w", [pack.Length], pack, 0, Initialization.Zeros, 1, true), memory);
            for (int row = 0; row < rows.Count; row++)
            {
                rows.Write(row, source.AsSpan(row * rows.RowLength, rows.RowLength));
            }

            Assert.Equal(expected, memory.Span.ToArray());
            float[] back = new float[pack.Length];
            rows.Read(0, back);
            Assert.Equal(source, back);
        }
    }

    [Theory]
    [InlineData(7, 1, 1)]
    [InlineData(7, 40, 1)]
    [InlineData(7, 1, 9)]
    public void TileOfOne_IsPyTorchsOrder(int filters, int channels, int taps)
    {
        WeightPack pack = new(1, filters, channels, taps, 1);
        float[] source = [.. Enumerable.Range(0, pack.Length).Select(i => (float)i)];
        float[] packed = new float[pack.PackedLength];
        pack.Pack(source, packed);
        Assert.Equal(source, packed);
    }

    private static IEnumerable<WeightPack> RandomPacks(int count)
    {
        Random random = new(8);
        for (int i = 0; i < count; i++)
        {
            int tile = random.Next(4) switch { 0 => 1, 1 => 16, 2 => 32, _ => 48 };
            yield return new WeightPack(random.Next(1, 5), random.Next(1, 40), random.Next(1, 40), random.Next(1, 10), tile);
        }
    }
}
