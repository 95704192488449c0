using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace CnnGen;

/// <summary>Images that stay in their file and are read from there one by one: for data that are larger than memory.</summary>
/// <remarks>
/// The operating system keeps in memory what it has room for. Labels are in memory. The file must not be compressed, and must stay as it is
/// while the dataset is in use: one that became shorter is told as such. Several threads may read at once, and nothing is allocated.
/// </remarks>
public sealed class FileDataset : Dataset, IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly string _name;
    private readonly byte[] _labels;
    private readonly int[] _shape;
    private readonly long _start;
    private readonly int _recordLength;

    private FileDataset(string path, SafeFileHandle file, byte[] labels, ImageShape shape, long start, int recordLength)
    {
        _file = file;
        _name = Path.GetFileName(path);
        _labels = labels;
        _shape = [shape.Channels, shape.Height, shape.Width];
        _start = start;
        _recordLength = recordLength;
        SampleLength = shape.Length;
    }

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <inheritdoc/>
    public override int SampleLength { get; }

    /// <summary>Channels, height and width.</summary>
    public override ReadOnlySpan<int> SampleShape => _shape;

    /// <summary>Opens images in the IDX format: grey ones on three axes, or on four axes images, channels, rows and columns.</summary>
    /// <param name="imagesPath">The file of images, not compressed.</param>
    /// <param name="labelsPath">The file of labels, gzipped or not.</param>
    /// <exception cref="FileNotFoundException">A file is missing; the message names it.</exception>
    /// <exception cref="InvalidDataException">A file is broken or compressed, or they do not belong together; the message names it and what was expected.</exception>
    public static FileDataset OpenIdx(string imagesPath, string labelsPath)
    {
        (int[] sizes, long start) = IdxFile.ReadImagesHeader(imagesPath);
        ImageShape shape = new(sizes.Length == 4 ? sizes[1] : 1, sizes[^2], sizes[^1]);
        if ((long)shape.Channels * shape.Height > Array.MaxLength / shape.Width)
        {
            throw new InvalidDataException($"{Path.GetFileName(imagesPath)} has images of {shape}; expected at most {Array.MaxLength} elements each");
        }

        byte[] labels = IdxFile.ReadLabels(labelsPath, imagesPath, images: sizes[0]);
        return new FileDataset(imagesPath, File.OpenHandle(imagesPath), labels, shape, start, shape.Length);
    }

    /// <summary>Opens a file in CIFAR's binary format, whose images are 3x32x32.</summary>
    /// <param name="path">The file, not compressed.</param>
    /// <param name="labels">Which data set it is of, and which labels are taken.</param>
    /// <exception cref="FileNotFoundException">The file is missing; the message names it.</exception>
    /// <exception cref="InvalidDataException">The file is broken or compressed; the message names it and what was expected.</exception>
    public static FileDataset OpenCifar(string path, CifarLabels labels = CifarLabels.Cifar10)
    {
        CifarFormat format = new(labels);
        byte[] classes = DataFile.Read(path, (data, length) => ReadLabels(data, length, format));
        return new FileDataset(path, File.OpenHandle(path), classes, CifarFormat.Image, format.PixelsPlace, format.RecordLength);
    }

    /// <summary>Writes the images of a dataset once, for <see cref="OpenIdx"/>: decoding and resizing a folder of images is then done for good.</summary>
    /// <remarks>Each pixel is rounded to one of 256 values. The files are replaced as a whole, when all has been written.</remarks>
    /// <param name="dataset">Images in [0, 1], which are read as they are outside training.</param>
    /// <param name="imagesPath">The file of images.</param>
    /// <param name="labelsPath">The file of labels.</param>
    /// <exception cref="ArgumentException">There are no samples, they are not images, an element is not in [0, 1], or a label is above 255.</exception>
    public static void WriteIdx(Dataset dataset, string imagesPath, string labelsPath)
    {
        ImageShape shape = ImageShape.Of(dataset);
        if (dataset.Count == 0)
        {
            throw new ArgumentException("the dataset has no samples", nameof(dataset));
        }

        IdxWriter.WriteLabels(labelsPath, dataset);
        IdxWriter.WriteImages(imagesPath, dataset, shape);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file has become shorter.</exception>
    /// <exception cref="ObjectDisposedException">The dataset was disposed of.</exception>
    public override void Read(int index, Span<float> sample)
    {
        SampleCheck.Read(this, index, sample.Length);
        using Scratch scratch = Scratch.RentBytes(sample.Length);
        Span<byte> pixels = scratch.Bytes[..sample.Length];
        long place = _start + ((long)index * _recordLength);
        for (int done = 0; done < pixels.Length;)
        {
            int read = RandomAccess.Read(_file, pixels[done..], place + done);
            if (read == 0)
            {
                throw new InvalidDataException($"{_name} ends within sample {index}; it was longer when it was opened");
            }

            done += read;
        }

        Pixels.ToUnitRange(pixels, sample);
    }

    /// <inheritdoc/>
    public override int Label(int index)
    {
        SampleCheck.Index(this, index);
        return _labels[index];
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static byte[] ReadLabels(Stream data, long? length, CifarFormat format)
    {
        if (length is not { } known)
        {
            throw new InvalidDataException(DataFile.MustBeUnpacked);
        }

        byte[] labels = new byte[format.CountOf(known)];
        for (int record = 0; record < labels.Length; record++)
        {
            data.Position = ((long)record * format.RecordLength) + format.LabelPlace;
            labels[record] = format.Check((byte)data.ReadByte(), record);
        }

        return labels;
    }
}
