using System;
using System.Formats.Tar;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CnnGen.Tests;
using SkiaSharp;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class ImageFolderDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("png", 0)]
    [InlineData("bmp", 0)]
    [InlineData("ppm", 0)]
    [InlineData("jpg", 10)]
    public void Every_kind_of_file_is_decoded(string kind, int tolerance)
    {
        // Red grows by 10 a pixel, and JPEG keeps colours at half the size.
        Write($"a/picture.{kind}", kind switch { "png" => ImageFiles.Png(12, 17), "bmp" => ImageFiles.Bmp(12, 17), "ppm" => ImageFiles.Ppm(12, 17), _ => ImageFiles.Jpeg(12, 17) });
        float[] sample = Load(12, 17).Sample(0);
        for (int i = 0; i < 12 * 17; i++)
        {
            (byte red, byte green, byte blue) = ImageFiles.Color(i % 17, i / 17);
            Assert.Equal(red / 255f, sample[i], (tolerance + 0.1f) / 255);
            Assert.Equal(green / 255f, sample[204 + i], (tolerance + 0.1f) / 255);
            Assert.Equal(blue / 255f, sample[408 + i], (tolerance + 0.1f) / 255);
        }
    }

    [Fact]
    public void Classes_are_folders_in_ordinal_order()
    {
        // Ordinal: capitals come before small letters.
        foreach (string name in new[] { "b/2.png", "b/1.PNG", "a/deep/er/x.bmp", "a/note.txt", "C/z.jpg", "C/.hidden.jpg", ".git/x.png" })
        {
            Write(name, ImageFiles.Png(3, 3));
        }

        ImageFolderDataset data = Load(3, 3);
        Assert.Equal(["C", "a", "b"], data.ClassNames);
        Assert.Equal(["z.jpg", "x.bmp", "1.PNG", "2.png"], data.Paths.Select(path => Path.GetFileName(path)));
        Assert.Equal([0, 1, 2, 2], Enumerable.Range(0, data.Count).Select(data.Label));
        Assert.Equal([3, 3, 3], data.SampleShape.ToArray());
    }

    [Fact]
    public void Classes_of_another_folder_keep_their_labels()
    {
        Write("b/1.png", ImageFiles.Png(3, 3));
        Write("d/1.png", ImageFiles.Png(3, 3));
        ImageFolderDataset data = Load(3, 3, new ImageFolderOptions { ClassNames = ["a", "b", "c", "d"] });
        Assert.Equal(["a", "b", "c", "d"], data.ClassNames);
        Assert.Equal([1, 3], Enumerable.Range(0, data.Count).Select(data.Label));
        Fails.With<InvalidDataException>("the folder 'd' in", () => Load(3, 3, new ImageFolderOptions { ClassNames = ["a", "b"] }));
    }

    [Fact]
    public void Images_are_cut_or_stretched_to_the_size()
    {
        Write("a/x.png", ImageFiles.Png(12, 17));
        float[] planes = Load(12, 17).Sample(0);
        ImageShape shape = new(3, 12, 17);
        float[] cut = Transforms.Resize(6, 6).Apply(Transforms.CenterCrop(12, 12).Apply(planes, shape), new ImageShape(3, 12, 12));
        float[] stretched = Transforms.Resize(6, 6).Apply(planes, shape);
        Assert.All(cut.Zip(Load(6, 6).Sample(0)), pair => Assert.Equal(pair.First, pair.Second, 0.51f / 255));
        Assert.All(stretched.Zip(Load(6, 6, new ImageFolderOptions { Fit = ImageFit.Stretch }).Sample(0)), pair => Assert.Equal(pair.First, pair.Second, 0.51f / 255));
    }

    [Fact]
    public void A_single_image_is_read_as_one_of_a_folder()
    {
        Write("a/x.png", ImageFiles.Png(12, 17));
        ImageFolderOptions stretch = new() { Fit = ImageFit.Stretch, Channels = 1 };
        Assert.Equal(Load(6, 5).Sample(0), ImageFile.Read(_folder["images/a/x.png"], 6, 5));
        Assert.Equal(Load(6, 5, stretch).Sample(0), ImageFile.Read(_folder["images/a/x.png"], 6, 5, stretch));
    }

    [Theory]
    [InlineData("png")]
    [InlineData("ppm")]
    public void An_image_in_memory_is_read_as_its_file(string kind)
    {
        byte[] file = kind == "png" ? ImageFiles.Png(12, 17) : ImageFiles.Ppm(12, 17);
        Write($"a/x.{kind}", file);
        ImageFolderOptions stretch = new() { Fit = ImageFit.Stretch, Channels = 1 };
        Assert.Equal(ImageFile.Read(_folder[$"images/a/x.{kind}"], 6, 5, stretch), ImageFile.Decode(file, 6, 5, stretch));
    }

    [Fact]
    public void Bytes_that_are_no_image_or_too_large_a_one_are_refused()
    {
        Fails.With<InvalidDataException>("it is no image", () => ImageFile.Decode([1, 2, 3], 6, 5));
        Fails.With<InvalidDataException>("at most 100", () => ImageFile.Decode(ImageFiles.Png(12, 17), 6, 5, new ImageFolderOptions { MaxPixels = 100 }));
    }

    [Fact]
    public void A_single_image_that_is_none_is_named()
    {
        Write("a/x.png", [1, 2, 3]);
        Fails.With<InvalidDataException>("x.png' cannot be read", () => ImageFile.Read(_folder["images/a/x.png"], 6, 5));
        Assert.Throws<FileNotFoundException>(() => ImageFile.Read(_folder["images/a/none.png"], 6, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageFile.Read(_folder["images/a/x.png"], 0, 5));
    }

    [Fact]
    public void Grey_is_made_of_colours_as_Pillow_makes_it()
    {
        Write("a/x.png", ImageFiles.Png(5, 5));
        float[] grey = Load(5, 5, new ImageFolderOptions { Channels = 1 }).Sample(0);
        for (int i = 0; i < 25; i++)
        {
            (byte red, byte green, byte blue) = ImageFiles.Color(i % 5, i / 5);
            Assert.Equal(Math.Floor((0.299 * red) + (0.587 * green) + (0.114 * blue) + 0.5), grey[i] * 255, 1e-3);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageFolderOptions { Channels = 4 });
    }

    [Fact]
    public void Transparency_is_dropped()
    {
        using SKBitmap bitmap = new(new SKImageInfo(1, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.SetPixel(0, 0, new SKColor(200, 100, 50, 128));
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        Write("a/x.png", data.ToArray());
        Assert.Equal([200, 100, 50], Load(1, 1).Sample(0).Select(value => (int)MathF.Round(value * 255)));
    }

    [Fact]
    public void A_broken_image_stops_or_is_left_out()
    {
        byte[] png = ImageFiles.Png(20, 20);
        byte[] jpeg = ImageFiles.Jpeg(20, 20);
        Write("a/1.png", png);
        Write("a/2.png", png[..(png.Length * 3 / 4)]);
        Write("a/3.jpg", jpeg[..(jpeg.Length * 3 / 4)]);
        Write("a/4.jpg", []);
        Write("b/5.png", Encoding.ASCII.GetBytes("<html>not found</html>"));
        Write("b/6.ppm", ImageFiles.Ppm(20, 20)[..^1]);
        Write("b/7.jpg", jpeg);
        ImageFolderDataset stopping = Load(8, 8);
        Assert.Equal(7, stopping.Count);
        Assert.All(Enumerable.Range(1, 5), index => Fails.With<InvalidDataException>(stopping.Paths[index], () => stopping.Sample(index)));
        Assert.Empty(stopping.Broken);

        ImageFolderDataset skipping = Load(8, 8, new ImageFolderOptions { Broken = BrokenImagePolicy.Skip });
        Assert.Equal(["1.png", "7.jpg"], skipping.Paths.Select(path => Path.GetFileName(path)));
        Assert.Equal([0, 1], Enumerable.Range(0, 2).Select(skipping.Label));
        Assert.Equal(stopping.Sample(6), skipping.Sample(1));
        Assert.Equal(["2.png", "3.jpg", "4.jpg", "5.png", "6.ppm"], skipping.Broken.Select(broken => Path.GetFileName(broken.Path)));
        Assert.All(skipping.Broken, broken => Assert.Contains(broken.Path, broken.Reason, StringComparison.Ordinal));
        Assert.All(skipping.Broken.Take(2), broken => Assert.Contains("ends early", broken.Reason, StringComparison.Ordinal));
        Assert.Contains("it is no image", skipping.Broken[3].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_bytes_never_do_worse_than_an_exception()
    {
        byte[][] files = [ImageFiles.Png(20, 20), ImageFiles.Jpeg(20, 20), ImageFiles.Bmp(20, 20), ImageFiles.Ppm(20, 20)];
        RandomStream random = new(4);
        for (int round = 0; round < 600; round++)
        {
            byte[] file = [.. files[round % files.Length]];
            for (int damage = 0; damage < 3; damage++)
            {
                file[random.Below(round % 2 == 0 ? Math.Min(60, file.Length) : file.Length)] = (byte)random.NextBits();
            }

            Write("a/x.png", file);
            try
            {
                Assert.All(Load(4, 4).Sample(0), value => Assert.InRange(value, 0, 1));
            }
            catch (InvalidDataException exception)
            {
                Assert.Contains("x.png", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void An_image_that_claims_to_be_enormous_costs_no_memory()
    {
        // 30,000 times 30,000 pixels in a header; the data never come.
        Write("a/x.ppm", [.. Encoding.ASCII.GetBytes("P6 30000 30000 255\n"), .. new byte[100]]);
        byte[] bmp = ImageFiles.Bmp(4, 4);
        BitConverter.GetBytes(30_000).CopyTo(bmp, 18);
        BitConverter.GetBytes(30_000).CopyTo(bmp, 22);
        Write("a/y.bmp", bmp);
        ImageFolderDataset data = Load(4, 4);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Fails.With<InvalidDataException>("30000x30000 pixels", () => data.Sample(0));
        Assert.Throws<InvalidDataException>(() => data.Sample(1));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        Write("a/z.png", ImageFiles.Png(20, 21));
        Fails.With<InvalidDataException>("21x20 pixels; expected at least 1 and at most 400", () => Load(4, 4, new ImageFolderOptions { MaxPixels = 400 }).Sample(2));
        Assert.NotNull(Load(4, 4, new ImageFolderOptions { MaxPixels = 420 }).Sample(2));
    }

    [Fact]
    public void What_is_kept_is_not_read_again()
    {
        Write("a/1.png", ImageFiles.Png(10, 10));
        Write("a/2.png", ImageFiles.Jpeg(10, 10));
        ImageFolderDataset data = Load(10, 10, new ImageFolderOptions { CacheBytes = 300 });
        float[][] first = [data.Sample(0), data.Sample(1)];
        Write("a/1.png", []);
        Assert.Equal(first[0], data.Sample(0));
        Assert.Equal(first[1], data.Sample(1));
        float[] sample = new float[300];
        Assert.Equal(0, Allocations.OfThisThread(() => data.Read(0, sample)));
        Write("a/2.png", []);
        Assert.Throws<InvalidDataException>(() => data.Sample(1));
    }

    [Fact]
    public void Threads_read_the_same()
    {
        for (int i = 0; i < 10; i++)
        {
            Write($"a/{i}.png", ImageFiles.Png(10 + i, 20));
        }

        ImageFolderDataset uncached = Load(8, 9, new ImageFolderOptions { CacheBytes = 0 });
        ImageFolderDataset cached = Load(8, 9);
        float[][] expected = [.. Enumerable.Range(0, 10).Select(uncached.Sample)];
        Parallel.For(0, 200, i => Assert.Equal(expected[i % 10], (i % 3 == 0 ? uncached : cached).Sample(i % 10)));
    }

    [Fact]
    public void Folders_without_classes_or_images_are_named()
    {
        Assert.Throws<DirectoryNotFoundException>(() => ImageFolderDataset.Load(_folder["none"], 3, 3));
        Write("top/x.png", ImageFiles.Png(3, 3));
        Fails.With<InvalidDataException>("there is no folder in", () => ImageFolderDataset.Load(_folder["images/top"], 3, 3));
        Directory.CreateDirectory(_folder["images/empty"]);
        Fails.With<InvalidDataException>("there is no image in", () => Load(3, 3));
        Write("empty/y.png", [1]);
        Write("top/x.png", [1]);
        Fails.With<InvalidDataException>("none of the 2 images", () => Load(3, 3, new ImageFolderOptions { Broken = BrokenImagePolicy.Skip }));
    }

    [Theory]
    [InlineData("P2\n2 1 # wide\n9\n0 9", new[] { 0, 0, 0, 255, 255, 255 })]
    [InlineData("P3 1 2 100\n0 50 100\n100 1 2\n", new[] { 0, 128, 255, 255, 3, 5 })]
    [InlineData("P5 2 1 255\nAB", new[] { 65, 65, 65, 66, 66, 66 })]
    [InlineData("P6 1 1 255\nABC", new[] { 65, 66, 67 })]
    [InlineData("P5 1 1 65535\nAA", new[] { 65, 65, 65 })]
    public void Portable_images_are_decoded(string file, int[] pixels)
    {
        using RgbaImage image = PortableImage.Decode(Encoding.ASCII.GetBytes(file), 100);
        Assert.Equal(pixels, Enumerable.Range(0, image.Height * image.Width).SelectMany(i => new[] { (int)image.Bytes[4 * i], image.Bytes[(4 * i) + 1], image.Bytes[(4 * i) + 2] }));
    }

    [Theory]
    [InlineData("P2 2 1 9 0", "it ends early")]
    [InlineData("P2 2 1 9 0 10", "a value is 10; its highest is 9")]
    [InlineData("P2 2 x 9 0 10", "a number is missing")]
    [InlineData("P5 2 1 0\nAB", "its highest value is 0")]
    [InlineData("P5 2 1 70000\nABCD", "its highest value is 70000")]
    [InlineData("P5 0 1 255\n", "0x1 pixels")]
    [InlineData("P5 11 10 255\n", "11x10 pixels; expected at least 1 and at most 100")]
    [InlineData("P5 99999999999 99999999999 255\n", "pixels; expected at least 1 and at most 100")]
    [InlineData("P6 1 1 255\nAB", "it ends early: 2 bytes for 3 values")]
    [InlineData("P6 1", "it ends early")]
    public void Broken_portable_images_are_told(string file, string message) => Fails.With<InvalidDataException>(message, () => PortableImage.Decode(Encoding.ASCII.GetBytes(file), 100));

    [SharedFact]
    public void Cifar10s_pictures_are_read()
    {
        using (FileStream file = File.OpenRead(Shared.PathOf("data", "cifar10", "train-50000-jpeg.tar.gz")))
        using (GZipStream unpacked = new(file, CompressionMode.Decompress))
        using (TarReader archive = new(unpacked))
        {
            while (archive.GetNextEntry() is { } entry)
            {
                if (entry.Name.EndsWith("/0007.jpg", StringComparison.Ordinal) || entry.Name.EndsWith("/0008.jpg", StringComparison.Ordinal))
                {
                    string path = _folder[entry.Name.Replace("train/", "images/", StringComparison.Ordinal)];
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    entry.ExtractToFile(path, overwrite: true);
                }
            }
        }

        ImageFolderDataset data = Load(32, 32);
        Assert.Equal(["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"], data.ClassNames);
        Assert.Equal(20, data.Count);
        Assert.All(Enumerable.Range(0, 20), index => Assert.True(data.Sample(index).Max() - data.Sample(index).Min() > 0.2f));
    }

    private ImageFolderDataset Load(int height, int width, ImageFolderOptions? options = null) => ImageFolderDataset.Load(_folder["images"], height, width, options);

    private void Write(string name, byte[] bytes)
    {
        string path = _folder[Path.Combine("images", name)];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
