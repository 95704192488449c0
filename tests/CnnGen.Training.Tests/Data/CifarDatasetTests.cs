using System;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class CifarDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Files_follow_one_another(bool gzip)
    {
        Write("a", CifarFiles.Bytes(3, i => [(byte)i]), gzip);
        Write("b", CifarFiles.Bytes(2, i => [(byte)(9 - i)]), gzip);
        CifarDataset data = CifarDataset.Load(CifarLabels.Cifar10, _folder["a"], _folder["b"]);
        Assert.Equal((5, 3072), (data.Count, data.SampleLength));
        Assert.Equal([3, 32, 32], data.SampleShape.ToArray());
        Assert.Equal([0, 1, 2, 9, 8], Enumerable.Range(0, 5).Select(data.Label));
        Assert.Equal(Enumerable.Range(0, 3072).Select(pixel => CifarFiles.Pixel(1, pixel) / 255f), data.Sample(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Label(5));
    }

    [Theory]
    [InlineData(CifarLabels.Cifar100Coarse, new[] { 19, 18 })]
    [InlineData(CifarLabels.Cifar100Fine, new[] { 99, 98 })]
    public void Both_labels_of_the_hundred_classes_are_read(CifarLabels labels, int[] expected)
    {
        Write("train.bin", CifarFiles.Bytes(2, i => [(byte)(19 - i), (byte)(99 - i)]), gzip: false);
        CifarDataset data = CifarDataset.LoadFolder(_folder["."], train: true, labels);
        Assert.Equal(expected, Enumerable.Range(0, 2).Select(data.Label));
        Assert.Equal(CifarFiles.Pixel(1, 3071) / 255f, data.Sample(1)[^1]);
    }

    [Fact]
    public void Files_of_the_archive_are_found_in_it_and_around_it()
    {
        Directory.CreateDirectory(_folder["cifar-10-batches-bin"]);
        for (int batch = 1; batch <= 5; batch++)
        {
            Write($"cifar-10-batches-bin/data_batch_{batch}.bin", CifarFiles.Bytes(2, _ => [(byte)batch]), gzip: false);
        }

        Write("test_batch.bin.gz", CifarFiles.Bytes(1, _ => [7]), gzip: true);
        CifarDataset train = CifarDataset.LoadFolder(_folder["."], train: true);
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4, 5, 5], Enumerable.Range(0, 10).Select(train.Label));
        Assert.Equal(7, CifarDataset.LoadFolder(_folder["."], train: false).Label(0));
        Fails.With<FileNotFoundException>("'train.bin'", () => CifarDataset.LoadFolder(_folder["."], true, CifarLabels.Cifar100Fine));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Broken_files_are_named(bool gzip)
    {
        AssertBroken(CifarFiles.Bytes(2, _ => [1])[..^1], gzip, "has 6145 bytes; expected a multiple of 3073");
        AssertBroken([], gzip, "has 0 bytes");
        AssertBroken(CifarFiles.Bytes(2, i => [(byte)(10 * i)]), gzip, "image 1 has label 10; CIFAR-10 has labels 0 to 9");
        byte[] packed = IdxFiles.Gzip(CifarFiles.Bytes(2, _ => [1]));
        AssertBroken(packed[..^9], gzip: false, "the gzip data is damaged");
        Assert.Throws<FileNotFoundException>(() => CifarDataset.Load(CifarLabels.Cifar10, _folder["absent"]));
        Assert.Throws<ArgumentException>(() => CifarDataset.Load(CifarLabels.Cifar10));
    }

    [SharedFact]
    public void Cifar10_is_read()
    {
        CifarDataset data = CifarDataset.Load(CifarLabels.Cifar10, Shared.PathOf("data", "cifar10", "first4000-lossless.bin.gz"));
        Assert.Equal(4000, data.Count);
        Assert.Equal([6, 9, 9, 4, 1], Enumerable.Range(0, 5).Select(data.Label));
        Assert.Equal(10, data.ClassCounts().Length);
        ChannelStatistics statistics = ChannelStatistics.Compute(data);

        // The whole training set's are 0.4914, 0.4822, 0.4465 and 0.2470, 0.2435, 0.2616.
        Assert.All(new[] { 0.4914, 0.4822, 0.4465 }.Zip(statistics.Mean.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 0.005));
        Assert.All(new[] { 0.2470, 0.2435, 0.2616 }.Zip(statistics.StandardDeviation.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 0.005));
    }

    private void AssertBroken(byte[] file, bool gzip, string message)
    {
        Write("broken.bin", file, gzip);
        InvalidDataException thrown = Assert.Throws<InvalidDataException>(() => CifarDataset.Load(CifarLabels.Cifar10, _folder["broken.bin"]));
        Assert.StartsWith("broken.bin: ", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
    }

    private void Write(string name, byte[] bytes, bool gzip) => File.WriteAllBytes(_folder[name], gzip ? IdxFiles.Gzip(bytes) : bytes);
}
