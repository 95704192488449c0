using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class FileDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Grey_images_are_those_of_the_dataset_in_memory()
    {
        WriteIdx(IdxFiles.Images(40, 5, 7), IdxFiles.Labels(40));
        IdxDataset inMemory = IdxDataset.Load(_folder["images"], _folder["labels"]);
        using FileDataset data = FileDataset.OpenIdx(_folder["images"], _folder["labels"]);
        Assert.Equal([1, 5, 7], data.SampleShape.ToArray());
        Assert.Equal((40, 35), (data.Count, data.SampleLength));
        Parallel.For(0, 40, index =>
        {
            Assert.Equal(inMemory.Sample(index), data.Sample(index));
            Assert.Equal(inMemory.Label(index), data.Label(index));
        });
    }

    [Fact]
    public void Colour_images_have_four_axes()
    {
        WriteIdx(IdxFiles.Bytes(0x804, [4, 3, 2, 5], 120), IdxFiles.Labels(4));
        using FileDataset data = FileDataset.OpenIdx(_folder["images"], _folder["labels"]);
        Assert.Equal([3, 2, 5], data.SampleShape.ToArray());
        Assert.Equal(Enumerable.Range(90, 30).Select(pixel => pixel / 255f), data.Sample(3));
        WriteIdx(IdxFiles.Bytes(0x805, [4, 3, 2, 5, 1], 120), IdxFiles.Labels(4));
        Fails.With<InvalidDataException>("images: the file begins with 0x00000805; expected 0x00000803", Open);
        WriteIdx([], IdxFiles.Labels(4));
        Fails.With<InvalidDataException>("images: the header ends after 0 bytes; expected 16", Open);
    }

    [Fact]
    public void Cifar_records_are_those_of_the_dataset_in_memory()
    {
        File.WriteAllBytes(_folder["train.bin"], CifarFiles.Bytes(6, i => [(byte)i, (byte)(2 * i)]));
        CifarDataset inMemory = CifarDataset.Load(CifarLabels.Cifar100Fine, _folder["train.bin"]);
        using FileDataset data = FileDataset.OpenCifar(_folder["train.bin"], CifarLabels.Cifar100Fine);
        Assert.All(Enumerable.Range(0, 6), index => Assert.Equal((inMemory.Label(index), true), (data.Label(index), inMemory.Sample(index).SequenceEqual(data.Sample(index)))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_is_written_is_read_rounded(int channels)
    {
        InMemoryDataset source = TestImages.Dataset(9, new ImageShape(channels, 4, 5));
        FileDataset.WriteIdx(source, _folder["images"], _folder["labels"]);
        using FileDataset data = FileDataset.OpenIdx(_folder["images"], _folder["labels"]);
        Assert.Equal(source.SampleShape.ToArray(), data.SampleShape.ToArray());
        Assert.Equal(Enumerable.Range(0, 9).Select(source.Label), Enumerable.Range(0, 9).Select(data.Label));
        Assert.All(Enumerable.Range(0, 9), index => Assert.Equal(source.Sample(index).Select(value => MathF.Round(value * 255) / 255), data.Sample(index)));
    }

    [Fact]
    public void What_is_no_pixel_is_not_written()
    {
        InMemoryDataset wide = new([0f, 1, 0, 1.1f], [0, 300], 1, 1, 2);
        Fails.With<ArgumentException>("sample 1 has label 300", () => FileDataset.WriteIdx(wide, _folder["images"], _folder["labels"]));
        InMemoryDataset high = new([0f, 1, 0, 1.1f], [0, 1], 1, 1, 2);
        Fails.With<ArgumentException>("element 1 of sample 1 is 1.1", () => FileDataset.WriteIdx(high, _folder["images"], _folder["labels"]));
        Assert.DoesNotContain("images", _folder.Names);
        Assert.Throws<ArgumentException>(() => FileDataset.WriteIdx(high.Subset(), _folder["images"], _folder["labels"]));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        WriteIdx(IdxFiles.Images(40, 5, 7), IdxFiles.Labels(40));
        using FileDataset data = FileDataset.OpenIdx(_folder["images"], _folder["labels"]);
        float[] sample = new float[35];
        int index = 0;
        Assert.Equal(0, Allocations.OfThisThread(() => data.Read(index++ % 40, sample)));
    }

    [Fact]
    public void What_cannot_be_read_in_place_is_named()
    {
        WriteIdx(IdxFiles.Gzip(IdxFiles.Images(4, 3, 3)), IdxFiles.Labels(4));
        Fails.With<InvalidDataException>("images: the file is gzipped; expected one that can be read in place", Open);
        WriteIdx(IdxFiles.Images(4, 3, 3)[..^1], IdxFiles.Labels(4));
        Fails.With<InvalidDataException>("images: the file has 51 bytes; expected 52 for 4 images of 3x3", Open);
        WriteIdx(IdxFiles.Images(4, 3, 3), IdxFiles.Labels(5));
        Fails.With<InvalidDataException>("labels has 5 labels; expected 4", Open);
        Assert.Throws<FileNotFoundException>(() => FileDataset.OpenCifar(_folder["absent"]));
        File.WriteAllBytes(_folder["cifar"], CifarFiles.Bytes(2, i => [(byte)(10 * i)]));
        Fails.With<InvalidDataException>("cifar: image 1 has label 10", () => FileDataset.OpenCifar(_folder["cifar"]));
    }

    [Fact]
    public void A_file_that_shrinks_is_told_and_a_closed_one_not_read()
    {
        WriteIdx(IdxFiles.Images(4, 3, 3), IdxFiles.Labels(4));
        FileDataset data = Open();
        using (FileStream file = new(_folder["images"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(16 + 20);
        }

        Assert.Equal(9 / 255f, data.Sample(1)[0]);
        Fails.With<InvalidDataException>("images ends within sample 2", () => data.Sample(2));
        data.Dispose();
        Assert.Throws<ObjectDisposedException>(() => data.Sample(0));
    }

    private FileDataset Open() => FileDataset.OpenIdx(_folder["images"], _folder["labels"]);

    private void WriteIdx(byte[] images, byte[] labels)
    {
        File.WriteAllBytes(_folder["images"], images);
        File.WriteAllBytes(_folder["labels"], labels);
    }
}
