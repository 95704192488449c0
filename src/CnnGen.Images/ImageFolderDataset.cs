using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace CnnGen;

/// <summary>Images in a folder with a folder for each class, as torchvision's ImageFolder: PNG, JPEG, BMP, PPM and PGM, resized to one size.</summary>
/// <remarks>
/// Classes are the folders in the ordinal order of their names, and get labels from 0. Files are decoded when they are read, and kept in
/// memory as bytes as far as <see cref="ImageFolderOptions.CacheBytes"/> goes; an image that is kept is read without allocating anything,
/// one that is not costs what the decoder takes. Pixels become floats in [0, 1]. Several threads may read at once.
/// </remarks>
public sealed class ImageFolderDataset : Dataset
{
    private const int DeepestFolder = 16;

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".png", ".jpg", ".jpeg", ".bmp", ".ppm", ".pgm", ".pnm" };

    private readonly ImageFolderOptions _options;
    private readonly ImageShape _image;
    private readonly int[] _shape;
    private string[] _paths;
    private int[] _labels;
    private byte[]?[] _kept;
    private long _keptBytes;

    private ImageFolderDataset(ImageShape image, ImageFolderOptions options, string[] classNames, string[] paths, int[] labels)
    {
        _image = image;
        _options = options;
        _shape = [image.Channels, image.Height, image.Width];
        _paths = paths;
        _labels = labels;
        _kept = new byte[paths.Length][];
        ClassNames = classNames;
    }

    /// <inheritdoc/>
    public override int Count => _paths.Length;

    /// <inheritdoc/>
    public override int SampleLength => _image.Length;

    /// <summary>Channels, height and width.</summary>
    public override ReadOnlySpan<int> SampleShape => _shape;

    /// <summary>The names of the classes by their labels.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The images' files.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>The images that were left out, with <see cref="BrokenImagePolicy.Skip"/>.</summary>
    public IReadOnlyList<BrokenImage> Broken { get; private set; } = [];

    /// <summary>Finds the images of a folder.</summary>
    /// <param name="folder">The folder, which holds a folder for each class; what is within those belongs to the class, however deep.</param>
    /// <param name="height">Rows that an image is resized to.</param>
    /// <param name="width">Columns that an image is resized to.</param>
    /// <param name="options">How they are read; all as usual where it is left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">There is no class in it or one that is not known, a class has no image, or none can be read.</exception>
    public static ImageFolderDataset Load(string folder, int height, int width, ImageFolderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ImageShape.CheckSize(height, width);
        options ??= new ImageFolderOptions();
        string[] folders = FindFolders(folder);
        string[] classes = options.ClassNames is { } given ? Checked([.. given], folders, folder) : folders;
        string[][] files = [.. classes.Select(name => folders.Contains(name) ? FindImages(Path.Combine(folder, name)) : [])];
        ImageFolderDataset dataset = new(
            new ImageShape(options.Channels, height, width),
            options,
            classes,
            [.. files.SelectMany(static paths => paths)],
            [.. files.SelectMany(static (paths, label) => Enumerable.Repeat(label, paths.Length))]);
        if (options.Broken == BrokenImagePolicy.Skip)
        {
            dataset.LeaveOutBroken(folder);
        }

        return dataset;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The image cannot be decoded; the message names its file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public override void Read(int index, Span<float> sample)
    {
        SampleCheck.Read(this, index, sample.Length);
        if (Volatile.Read(ref _kept[index]) is { } kept)
        {
            Pixels.ToUnitRange(kept, sample);
            return;
        }

        using Scratch scratch = Scratch.RentBytes(sample.Length);
        Span<byte> pixels = scratch.Bytes[..sample.Length];
        Decode(index, pixels);
        Pixels.ToUnitRange(pixels, sample);
    }

    /// <inheritdoc/>
    public override int Label(int index)
    {
        SampleCheck.Index(this, index);
        return _labels[index];
    }

    private static string[] FindFolders(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"there is no folder '{folder}'");
        }

        string[] names = [.. Directory.EnumerateDirectories(folder).Select(static path => Path.GetFileName(path)!).Where(static name => !name.StartsWith('.'))];
        Array.Sort(names, StringComparer.Ordinal);
        return names.Length > 0
            ? names
            : throw new InvalidDataException($"there is no folder in '{folder}'; expected one for each class, with its images");
    }

    /// <summary>Checks that every folder is one of the classes that are given.</summary>
    private static string[] Checked(string[] classes, string[] folders, string folder)
    {
        string? stranger = folders.FirstOrDefault(name => !classes.Contains(name));
        return stranger is null
            ? classes
            : throw new InvalidDataException($"the folder '{stranger}' in '{folder}' is none of the {classes.Length} classes that ClassNames has");
    }

    private static string[] FindImages(string folder)
    {
        EnumerationOptions everywhere = new() { RecurseSubdirectories = true, MaxRecursionDepth = DeepestFolder };
        string[] paths = [.. Directory.EnumerateFiles(folder, "*", everywhere).Where(static path => Extensions.Contains(Path.GetExtension(path)))];
        Array.Sort(paths, StringComparer.Ordinal);
        return paths.Length > 0
            ? paths
            : throw new InvalidDataException($"there is no image in '{folder}'; expected files that end in {string.Join(", ", Extensions)}");
    }

    private void Decode(int index, Span<byte> pixels)
    {
        using (RgbaImage image = ImageDecoder.Decode(_paths[index], _options.MaxPixels))
        {
            image.ResizeTo(_image, _options.Fit, pixels);
        }

        Keep(index, pixels);
    }

    /// <summary>Keeps an image if there is room.</summary>
    private void Keep(int index, ReadOnlySpan<byte> pixels)
    {
        if (Interlocked.Add(ref _keptBytes, pixels.Length) > _options.CacheBytes
            || Interlocked.CompareExchange(ref _kept[index], pixels.ToArray(), null) is not null)
        {
            // No room, or another thread was first.
            Interlocked.Add(ref _keptBytes, -pixels.Length);
        }
    }

    private void LeaveOutBroken(string folder)
    {
        BrokenImage?[] broken = new BrokenImage?[_paths.Length];
        Parallel.For(0, _paths.Length, index => broken[index] = ReasonOf(index) is { } reason ? new BrokenImage(_paths[index], reason) : null);
        int[] good = [.. Enumerable.Range(0, _paths.Length).Where(index => broken[index] is null)];
        Broken = [.. broken.OfType<BrokenImage>()];
        if (good.Length == 0)
        {
            throw new InvalidDataException($"none of the {_paths.Length} images in '{folder}' can be read; the first: {Broken[0].Reason}");
        }

        _paths = [.. good.Select(index => _paths[index])];
        _labels = [.. good.Select(index => _labels[index])];
        _kept = [.. good.Select(index => _kept[index])];
    }

    /// <summary>Why an image cannot be read; null where it can.</summary>
    private string? ReasonOf(int index)
    {
        using Scratch scratch = Scratch.RentBytes(SampleLength);
        try
        {
            Decode(index, scratch.Bytes[..SampleLength]);
            return null;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }
}
