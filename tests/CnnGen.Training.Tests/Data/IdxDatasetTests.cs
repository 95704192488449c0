using System;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class IdxDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Files_AreRead(bool gzip)
    {
        IdxDataset data = Load(IdxFiles.Images(7, 3, 5), IdxFiles.Labels(7), gzip);
        Assert.Equal((7, 3, 5, 15), (data.Count, data.Rows, data.Columns, data.SampleLength));
        Assert.Equal([1, 3, 5], data.SampleShape.ToArray());
        float[] sample = new float[15];
        data.Read(6, sample);
        Assert.Equal(Enumerable.Range(6 * 15, 15).Select(pixel => pixel / 255f), sample);
        Assert.Equal(6, data.Label(6));
    }

    [Fact]
    public void LargeFile_GrowsAsItIsRead()
    {
        IdxDataset data = Load(IdxFiles.Images(100, 150, 201), IdxFiles.Labels(100), gzip: true);
        float[] sample = new float[150 * 201];
        data.Read(99, sample);
        Assert.Equal(((100 * 150 * 201) - 1) % 251 / 255f, sample[^1]);
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte", true)]
    [InlineData("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz", false)]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte.gz", true)]
    [InlineData("t10k-images.idx3-ubyte.gz", "t10k-labels-idx1-ubyte", false)]
    public void LoadFolder_FindsEverySpelling(string images, string labels, bool train)
    {
        // The bytes tell whether a file is gzipped, so these are under every name.
        File.WriteAllBytes(_folder[images], IdxFiles.Images(2, 2, 2));
        File.WriteAllBytes(_folder[labels], IdxFiles.Gzip(IdxFiles.Labels(2)));
        Assert.Equal(2, IdxDataset.LoadFolder(_folder["."], train).Count);
        FileNotFoundException missing = Assert.Throws<FileNotFoundException>(() => IdxDataset.LoadFolder(_folder["."], !train));
        Assert.Contains(train ? "t10k-images-idx3-ubyte" : "train-images-idx3-ubyte", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFiles_AreNamed()
    {
        File.WriteAllBytes(_folder["images"], IdxFiles.Images(2, 2, 2));
        FileNotFoundException labels = Assert.Throws<FileNotFoundException>(() => IdxDataset.Load(_folder["images"], _folder["absent"]));
        Assert.Equal(_folder["absent"], labels.FileName);
        Assert.Contains("absent", labels.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => IdxDataset.Load(_folder[Path.Combine("none", "images")], _folder["images"]));
        Assert.Throws<FileNotFoundException>(() => IdxDataset.LoadFolder(_folder["none"], train: true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BrokenImages_AreRejected(bool gzip)
    {
        byte[] good = IdxFiles.Images(4, 3, 3);
        AssertBroken([], gzip, "header ends after 0 bytes; expected 16");
        AssertBroken(good[..10], gzip, "header ends after 10 bytes; expected 16");
        AssertBroken(IdxFiles.Labels(30), gzip, "begins with 0x00000801; expected 0x00000803");
        AssertBroken(IdxFiles.Bytes(0x0D03, [4, 3, 3], 36), gzip, "begins with 0x00000D03");
        AssertBroken(IdxFiles.Bytes(0x803, [0, 3, 3], 0), gzip, "axis 0 has size 0");
        AssertBroken(IdxFiles.Bytes(0x803, [4, 0, 3], 0), gzip, "axis 1 has size 0");
        AssertBroken(IdxFiles.Bytes(0x803, [uint.MaxValue, 3, 3], 9), gzip, "axis 0 has size 4294967295");
        AssertBroken(IdxFiles.Bytes(0x803, [60000, 60000, 60000], 9), gzip, "axis 1 has size 60000");
        AssertBroken(good[..^1], gzip, gzip ? "data end after 35 elements; expected 36" : "51 bytes; expected 52", "4 images of 3x3");
        AssertBroken([.. good, 0], gzip, gzip ? "more data follow" : "53 bytes; expected 52", "4 images of 3x3");
    }

    [Fact]
    public void HeaderThatLies_CostsNoMemory()
    {
        byte[] liar = IdxFiles.Gzip(IdxFiles.Bytes(0x803, [2_000_000, 30, 30], 5));
        File.WriteAllBytes(_folder["images"], liar);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => IdxDataset.Load(_folder["images"], _folder["labels"]));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4_000_000);
    }

    /// <summary>The first two bytes tell that it is gzip. Flags, time, level and system say nothing about the data, and no checksum is over them.</summary>
    [Fact]
    public void GzipWithAWrongBit_IsDamaged_WhereverItIs()
    {
        byte[] packed = IdxFiles.Gzip(IdxFiles.Images(5, 30, 30));
        int[] unverified = [3, 4, 5, 6, 7, 8, 9];
        for (int place = 2; place < packed.Length; place++)
        {
            if (unverified.Contains(place))
            {
                continue;
            }

            for (int bit = 0; bit < 8; bit++)
            {
                byte[] wrong = [.. packed];
                wrong[place] ^= (byte)(1 << bit);
                AssertBroken(wrong, gzip: false, "the gzip data is damaged");
            }
        }
    }

    [Fact]
    public void GzipThatEndsEarly_IsDamaged_WhereverItEnds()
    {
        byte[] packed = IdxFiles.Gzip(IdxFiles.Images(5, 30, 30));
        for (int length = 2; length < packed.Length; length++)
        {
            AssertBroken(packed[..length], gzip: false, "the gzip data is damaged");
        }
    }

    [Theory]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0x1F })]
    [InlineData(new byte[] { 0x1F, 0x8B })]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 })]
    [InlineData(new byte[] { (byte)'j', (byte)'u', (byte)'n', (byte)'k' })]
    public void GzipWithJunkBehindIt_IsDamaged(byte[] junk) =>
        AssertBroken([.. IdxFiles.Gzip(IdxFiles.Images(5, 30, 30)), .. junk], gzip: false, "the gzip data is damaged");

    [Fact]
    public void GzipMembers_BehindEachOther_AreOneFile()
    {
        // The lengths put the boundary on, before and behind the ends of the decompressor's buffers.
        byte[] images = IdxFiles.Images(40, 30, 30);
        Random random = new(5);
        random.NextBytes(images.AsSpan(16));
        for (int first = 8150; first < 8230; first++)
        {
            byte[] members = [.. IdxFiles.Gzip(images[..first]), .. IdxFiles.Gzip([]), .. IdxFiles.Gzip(images[first..])];
            File.WriteAllBytes(_folder["images"], members);
            File.WriteAllBytes(_folder["labels"], IdxFiles.Labels(40));
            IdxDataset data = IdxDataset.Load(_folder["images"], _folder["labels"]);
            float[] sample = new float[900];
            data.Read(39, sample);
            Assert.Equal(images[^900..].Select(pixel => pixel / 255f), sample);
            AssertBroken([.. members, .. members], gzip: false, "more data follow");
            members[^8] ^= 1;
            AssertBroken(members, gzip: false, "the gzip data is damaged");
        }
    }

    [Fact]
    public void OtherNumberOfLabels_IsRejected()
    {
        InvalidDataException thrown = Assert.Throws<InvalidDataException>(() => Load(IdxFiles.Images(4, 3, 3), IdxFiles.Labels(5), gzip: false));
        Assert.Contains("labels has 5 labels; expected 4, one for each image of images", thrown.Message, StringComparison.Ordinal);
        thrown = Assert.Throws<InvalidDataException>(() => Load(IdxFiles.Images(4, 3, 3), IdxFiles.Images(4, 3, 3), gzip: false));
        Assert.Contains("labels: the file begins with 0x00000803; expected 0x00000801", thrown.Message, StringComparison.Ordinal);
    }

    [SharedFact]
    public void Mnist_IsRead()
    {
        IdxDataset test = IdxDataset.LoadFolder(Shared.PathOf("data", "mnist"), train: false);
        Assert.Equal((10_000, 28, 28), (test.Count, test.Rows, test.Columns));
        Assert.Equal([7, 2, 1, 0, 4], Enumerable.Range(0, 5).Select(test.Label));
        float[] sample = new float[784];
        test.Read(0, sample);
        Assert.All(sample, pixel => Assert.InRange(pixel, 0, 1));
        Assert.Equal(1f, sample.Max(), 0.01f);
    }

    private void AssertBroken(byte[] images, bool gzip, params string[] message)
    {
        InvalidDataException thrown = Assert.Throws<InvalidDataException>(() => Load(images, IdxFiles.Labels(4), gzip));
        Assert.StartsWith("images: ", thrown.Message, StringComparison.Ordinal);
        Assert.All(message, part => Assert.Contains(part, thrown.Message, StringComparison.Ordinal));
    }

    private IdxDataset Load(byte[] images, byte[] labels, bool gzip)
    {
        File.WriteAllBytes(_folder["images"], gzip ? IdxFiles.Gzip(images) : images);
        File.WriteAllBytes(_folder["labels"], gzip ? IdxFiles.Gzip(labels) : labels);
        return IdxDataset.Load(_folder["images"], _folder["labels"]);
    }
}
