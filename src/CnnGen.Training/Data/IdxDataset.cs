using System;
using System.Globalization;
using System.IO;

namespace CnnGen;

/// <summary>Grey images and labels from IDX files, the format of MNIST and of its relatives. Pixels become floats in [0, 1].</summary>
public sealed class IdxDataset : Dataset
{
    private static readonly string[] Spellings =
        ["{0}-{1}-idx{2}-ubyte", "{0}-{1}-idx{2}-ubyte.gz", "{0}-{1}.idx{2}-ubyte", "{0}-{1}.idx{2}-ubyte.gz"];

    private readonly byte[] _pixels;
    private readonly byte[] _labels;
    private readonly int[] _shape;

    private IdxDataset(byte[] pixels, int rows, int columns, byte[] labels)
    {
        _pixels = pixels;
        _labels = labels;
        Rows = rows;
        Columns = columns;
        _shape = [1, rows, columns];
    }

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <summary>Rows of an image, in pixels.</summary>
    public int Rows { get; }

    /// <summary>Columns of an image, in pixels.</summary>
    public int Columns { get; }

    /// <summary>Pixels of an image: <see cref="Rows"/> * <see cref="Columns"/>.</summary>
    public override int SampleLength => Rows * Columns;

    /// <summary>One channel, <see cref="Rows"/>, <see cref="Columns"/>.</summary>
    public override ReadOnlySpan<int> SampleShape => _shape;

    /// <summary>Reads a pair of files, each gzipped or not: the first bytes tell, not the name.</summary>
    /// <param name="imagesPath">The file of images: <c>train-images-idx3-ubyte.gz</c>.</param>
    /// <param name="labelsPath">The file of labels: <c>train-labels-idx1-ubyte.gz</c>.</param>
    /// <exception cref="FileNotFoundException">A file is missing; the message names it.</exception>
    /// <exception cref="InvalidDataException">A file is broken, or they do not belong together; the message names it and what was expected.</exception>
    public static IdxDataset Load(string imagesPath, string labelsPath)
    {
        (int[] sizes, byte[] pixels) = IdxFile.Read(imagesPath, axes: 3);
        byte[] labels = IdxFile.ReadLabels(labelsPath, imagesPath, images: sizes[0]);
        return new IdxDataset(pixels, sizes[1], sizes[2], labels);
    }

    /// <summary>Finds and reads the training or the test set in a folder that holds MNIST's files under their usual names.</summary>
    /// <remarks>The names are <c>train-images-idx3-ubyte</c> and its like, or <c>train-images.idx3-ubyte</c>, with or without <c>.gz</c>.</remarks>
    /// <param name="folder">The folder.</param>
    /// <param name="train">True for the files that begin with <c>train-</c>, false for those that begin with <c>t10k-</c>.</param>
    /// <exception cref="FileNotFoundException">A file is missing; the message names it.</exception>
    /// <exception cref="InvalidDataException">A file is broken, or they do not belong together; the message names it and what was expected.</exception>
    public static IdxDataset LoadFolder(string folder, bool train)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string set = train ? "train" : "t10k";
        return Load(Find(folder, set, "images", 3), Find(folder, set, "labels", 1));
    }

    /// <inheritdoc/>
    public override void Read(int index, Span<float> sample)
    {
        SampleCheck.Read(this, index, sample.Length);
        Pixels.ToUnitRange(_pixels.AsSpan(index * SampleLength, SampleLength), sample);
    }

    /// <inheritdoc/>
    public override int Label(int index)
    {
        SampleCheck.Index(this, index);
        return _labels[index];
    }

    private static string Find(string folder, string set, string content, int axes)
    {
        foreach (string spelling in Spellings)
        {
            string path = Path.Combine(folder, string.Format(CultureInfo.InvariantCulture, spelling, set, content, axes));
            if (File.Exists(path))
            {
                return path;
            }
        }

        string name = string.Format(CultureInfo.InvariantCulture, Spellings[0], set, content, axes);
        string other = string.Format(CultureInfo.InvariantCulture, Spellings[2], set, content, axes);
        throw new FileNotFoundException($"there is no file '{name}' or '{other}', with or without .gz, in '{folder}'", Path.Combine(folder, name));
    }
}
