using System;
using System.IO;

namespace CnnGen;

/// <summary>The records of CIFAR's binary files: a label or two, then the red, the green and the blue plane of 32x32.</summary>
/// <remarks>Krizhevsky 2009; CIFAR-100 has the coarse label first, then the fine one.</remarks>
internal readonly record struct CifarFormat(CifarLabels Labels)
{
    /// <summary>The shape of an image.</summary>
    public static readonly ImageShape Image = new(3, 32, 32);

    /// <summary>Bytes of a record.</summary>
    public int RecordLength => PixelsPlace + Image.Length;

    /// <summary>Where a record's label is.</summary>
    public int LabelPlace => Labels == CifarLabels.Cifar100Fine ? 1 : 0;

    /// <summary>Where a record's pixels begin.</summary>
    public int PixelsPlace => Labels == CifarLabels.Cifar10 ? 1 : 2;

    private int Classes => Labels switch
    {
        CifarLabels.Cifar10 => 10,
        CifarLabels.Cifar100Coarse => 20,
        _ => 100,
    };

    private string DataSet => Labels == CifarLabels.Cifar10 ? "CIFAR-10" : "CIFAR-100";

    /// <summary>The number of records in a file.</summary>
    /// <param name="length">The file's bytes, unpacked.</param>
    /// <exception cref="InvalidDataException">They are no whole number of records.</exception>
    public int CountOf(long length)
    {
        (long count, long rest) = Math.DivRem(length, RecordLength);
        return rest == 0 && count is > 0 and <= int.MaxValue
            ? (int)count
            : throw new InvalidDataException(
                $"the file has {length} bytes; expected a multiple of {RecordLength}, which is {PixelsPlace} for labels and {Image.Length} for pixels of {DataSet}");
    }

    /// <summary>Checks a label.</summary>
    /// <param name="label">The label.</param>
    /// <param name="record">The record's number in its file.</param>
    /// <exception cref="InvalidDataException">There is no such class.</exception>
    public byte Check(byte label, int record) => label < Classes
        ? label
        : throw new InvalidDataException($"image {record} has label {label}; {DataSet} has labels 0 to {Classes - 1} there: is it the other data set?");
}
