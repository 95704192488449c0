using System;
using System.IO;
using System.Linq;
using Objects;
using Xunit;

namespace CnnGen.Samples.Tests.Objects;

/// <summary>Where the sample finds pictures.</summary>
public sealed class PictureSetTests : IDisposable
{
    private static readonly string[] Letters = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

    private readonly string _folder = Directory.CreateTempSubdirectory("objects").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void BinaryFile_HasItsPictures()
    {
        PictureSet pictures = PictureSet.Read(ObjectFiles.WriteBinary(Path.Combine(_folder, "some"), 12, firstLabel: 3), train: true, kinds: null);
        Assert.Equal(12, pictures.Data.Count);
        Assert.Equal([3, 4, 5], Enumerable.Range(0, 3).Select(pictures.Data.Label));
        Assert.Equal("cat", pictures.Kinds[3]);
    }

    [Theory]
    [InlineData(true, 10)]
    [InlineData(false, 4)]
    public void FolderOfBatches_HasThoseOfTheSet(bool train, int expected)
    {
        for (int batch = 1; batch <= 5; batch++)
        {
            ObjectFiles.WriteBinary(Path.Combine(_folder, $"data_batch_{batch}.bin"), 2);
        }

        ObjectFiles.WriteBinary(Path.Combine(_folder, "test_batch.bin"), 4);
        Assert.Equal(expected, PictureSet.Read(_folder, train, kinds: null).Data.Count);
    }

    [Fact]
    public void FolderOfImages_HasItsKinds_AndTheSamePixelsAsABinaryFile()
    {
        PictureSet images = PictureSet.Read(ObjectFiles.WriteFolders(_folder, 2, Letters), train: true, kinds: null);
        Assert.Equal(Letters, images.Kinds);
        Assert.Equal(20, images.Data.Count);
        Assert.Equal(3, images.Data.Label(7));
        float[] pixels = new float[images.Data.SampleLength];
        images.Data.Read(7, pixels);

        // The PPM has red, green and blue side by side.
        byte Expected(int channel, int place) => (byte)((((place * 3) + channel) * 31) + (7 * 57));
        Assert.Equal(Expected(0, 5) / 255f, pixels[5], 1e-6f);
        Assert.Equal(Expected(2, 1000) / 255f, pixels[(2 * 1024) + 1000], 1e-6f);
    }

    [Fact]
    public void OtherKinds_AreTold()
    {
        string file = ObjectFiles.WriteBinary(Path.Combine(_folder, "some"), 2);
        Assert.Contains("the training images have others: a, b", Message(file, Letters), StringComparison.Ordinal);
        string folder = ObjectFiles.WriteFolders(Path.Combine(_folder, "images"), 1, Letters[..9]);
        Assert.Contains($"there are 9 folders in '{folder}'; expected 10", Message(folder, kinds: null), StringComparison.Ordinal);
        Assert.Contains("the folder 'a'", Message(folder, ["b", "c"]), StringComparison.Ordinal);
    }

    [Fact]
    public void BrokenImage_IsFoundAtOnce()
    {
        ObjectFiles.WriteFolders(_folder, 2, Letters);
        File.WriteAllText(Path.Combine(_folder, "e", "1.ppm"), "P6 32 32 255\n");
        string message = Message(_folder, kinds: null);
        Assert.StartsWith($"1 of the images in '{_folder}' cannot be read", message, StringComparison.Ordinal);
        Assert.Contains("1.ppm", message, StringComparison.Ordinal);
    }

    private static string Message(string path, string[]? kinds) => Assert.Throws<InvalidDataException>(() => PictureSet.Read(path, train: true, kinds)).Message;
}
