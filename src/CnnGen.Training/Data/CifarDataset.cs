using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace CnnGen;

/// <summary>CIFAR-10 or CIFAR-100 from its binary files, in memory: 3x32x32. Pixels become floats in [0, 1].</summary>
public sealed class CifarDataset : Dataset
{
    private static readonly int[] Shape = [CifarFormat.Image.Channels, CifarFormat.Image.Height, CifarFormat.Image.Width];

    private readonly CifarFormat _format;

    // One a file.
    private readonly byte[][] _records;
    private readonly int[] _first;

    private CifarDataset(CifarFormat format, byte[][] records)
    {
        _format = format;
        _records = records;
        _first = new int[records.Length];
        foreach ((int file, byte[] bytes) in records.Index())
        {
            _first[file] = Count;
            Count = checked(Count + (bytes.Length / format.RecordLength));
        }
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int SampleLength => CifarFormat.Image.Length;

    /// <summary>3, 32, 32.</summary>
    public override ReadOnlySpan<int> SampleShape => Shape;

    /// <summary>Reads files, each gzipped or not: the first bytes tell, not the name.</summary>
    /// <param name="labels">Which data set they are of, and which labels are taken.</param>
    /// <param name="paths">The files, whose images follow one another.</param>
    /// <exception cref="FileNotFoundException">A file is missing; the message names it.</exception>
    /// <exception cref="InvalidDataException">A file is broken; the message names it and what was expected.</exception>
    public static CifarDataset Load(CifarLabels labels, params ReadOnlySpan<string> paths)
    {
        if (paths.IsEmpty)
        {
            throw new ArgumentException("there are no files; expected at least one", nameof(paths));
        }

        CifarFormat format = new(labels);
        byte[][] records = new byte[paths.Length][];
        for (int file = 0; file < paths.Length; file++)
        {
            records[file] = DataFile.Read(paths[file], (data, length) => ReadRecords(data, length, format));
        }

        return new CifarDataset(format, records);
    }

    /// <summary>Finds and reads the training or the test set in a folder with the files of the original archive, each with or without <c>.gz</c>.</summary>
    /// <remarks>
    /// For CIFAR-10 <c>data_batch_1.bin</c> to <c>data_batch_5.bin</c> or <c>test_batch.bin</c>, for CIFAR-100 <c>train.bin</c> or
    /// <c>test.bin</c>; the folder is that which the archive unpacks to, or the one around it.
    /// </remarks>
    /// <param name="folder">The folder.</param>
    /// <param name="train">Whether the training set is wanted.</param>
    /// <param name="labels">Which data set, and which labels are taken.</param>
    /// <exception cref="FileNotFoundException">A file is missing; the message names it.</exception>
    /// <exception cref="InvalidDataException">A file is broken; the message names it and what was expected.</exception>
    public static CifarDataset LoadFolder(string folder, bool train, CifarLabels labels = CifarLabels.Cifar10) =>
        Load(labels, FindFiles(folder, train, labels));

    /// <inheritdoc/>
    public override void Read(int index, Span<float> sample)
    {
        SampleCheck.Read(this, index, sample.Length);
        Pixels.ToUnitRange(Record(index).Slice(_format.PixelsPlace, SampleLength), sample);
    }

    /// <inheritdoc/>
    public override int Label(int index)
    {
        SampleCheck.Index(this, index);
        return Record(index)[_format.LabelPlace];
    }

    /// <summary>The files of a set in a folder, as <see cref="LoadFolder"/> finds them.</summary>
    /// <exception cref="FileNotFoundException">A file is missing; the message names it.</exception>
    internal static string[] FindFiles(string folder, bool train, CifarLabels labels)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        bool isCifar10 = labels == CifarLabels.Cifar10;
        string archive = isCifar10 ? "cifar-10-batches-bin" : "cifar-100-binary";
        IEnumerable<string> names = (isCifar10, train) switch
        {
            (true, true) => Enumerable.Range(1, 5).Select(static batch => $"data_batch_{batch}.bin"),
            (true, false) => ["test_batch.bin"],
            (false, true) => ["train.bin"],
            (false, false) => ["test.bin"],
        };
        return [.. names.Select(name => Find(folder, archive, name))];
    }

    private static string Find(string folder, string archive, string name)
    {
        string path = Path.Combine(folder, name);
        string[] places = [path, path + ".gz", Path.Combine(folder, archive, name), Path.Combine(folder, archive, name + ".gz")];
        return Array.Find(places, File.Exists)
            ?? throw new FileNotFoundException($"there is no file '{name}', with or without .gz, in '{folder}' or its '{archive}'", path);
    }

    private static byte[] ReadRecords(Stream data, long? length, CifarFormat format)
    {
        byte[] records = DataFile.ReadUpTo(data, (int)Math.Min(length ?? Array.MaxLength, Array.MaxLength));
        if (data.ReadByte() >= 0)
        {
            throw new InvalidDataException(
                $"the file has more than {Array.MaxLength} bytes, which do not fit into one array: FileDataset.OpenCifar leaves them on the disk");
        }

        int count = format.CountOf(records.Length);
        for (int record = 0; record < count; record++)
        {
            format.Check(records[(record * format.RecordLength) + format.LabelPlace], record);
        }

        return records;
    }

    private ReadOnlySpan<byte> Record(int index)
    {
        int place = Array.BinarySearch(_first, index);
        int file = place < 0 ? ~place - 1 : place;
        return _records[file].AsSpan((index - _first[file]) * _format.RecordLength, _format.RecordLength);
    }
}
