using System;
using System.Buffers.Binary;
using System.IO;

namespace CnnGen;

/// <summary>Reads files of unsigned bytes in the IDX format of the MNIST page, gzipped or not.</summary>
/// <remarks>
/// Big-endian: two zero bytes, the element type (8: unsigned byte), the number of axes, then 32 bits an axis, then the elements.
/// Files are not trusted: memory is taken as the data come, so a header that lies costs nothing.
/// </remarks>
internal static class IdxFile
{
    private const byte UnsignedByte = 8;

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="axes">The number of axes it must have: 3 for images, 1 for labels.</param>
    /// <returns>The size of each axis, and the elements.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is broken; the message names it and what was expected.</exception>
    public static (int[] Sizes, byte[] Elements) Read(string path, int axes) => DataFile.Read(path, (data, fileLength) => Read(data, fileLength, axes));

    /// <summary>Reads the labels that belong to a file of images.</summary>
    /// <param name="path">The file.</param>
    /// <param name="imagesPath">The file of images.</param>
    /// <param name="images">Its number of images.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is broken, or has another number of labels; the message names it and what was expected.</exception>
    public static byte[] ReadLabels(string path, string imagesPath, int images)
    {
        byte[] labels = Read(path, axes: 1).Elements;
        return labels.Length == images
            ? labels
            : throw new InvalidDataException(
                $"{Path.GetFileName(path)} has {labels.Length} labels; expected {images}, one for each image of {Path.GetFileName(imagesPath)}");
    }

    /// <summary>Reads the header of a file whose elements are to be read later, in place.</summary>
    /// <param name="path">The file, of grey images on three axes, or of images with channels on four.</param>
    /// <returns>The size of each axis, and the first element's place in the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is broken or gzipped; the message names it and what was expected.</exception>
    public static (int[] Sizes, long Start) ReadImagesHeader(string path) => DataFile.Read(path, static (data, fileLength) =>
    {
        if (fileLength is null)
        {
            throw new InvalidDataException(DataFile.MustBeUnpacked);
        }

        // What has another number is complained of as what should have three.
        const int AxesPlace = 3;
        data.Position = AxesPlace;
        int axes = data.ReadByte() == 4 ? 4 : 3;
        data.Position = 0;
        int[] sizes = new int[axes];
        CheckLength(fileLength, axes, ReadHeader(data, axes, sizes, long.MaxValue - HeaderLength(axes)), sizes);
        return (sizes, (long)HeaderLength(axes));
    });

    private static (int[] Sizes, byte[] Elements) Read(Stream data, long? fileLength, int axes)
    {
        int[] sizes = new int[axes];
        int length = (int)ReadHeader(data, axes, sizes, Array.MaxLength);
        CheckLength(fileLength, axes, length, sizes);
        byte[] elements = DataFile.ReadUpTo(data, length);
        if (elements.Length < length)
        {
            throw new InvalidDataException($"the data end after {elements.Length} elements; expected {length} for {Describe(sizes)}");
        }

        if (data.ReadByte() >= 0)
        {
            throw new InvalidDataException($"more data follow the last element; expected the end after {length} elements for {Describe(sizes)}");
        }

        return (sizes, elements);
    }

    /// <summary>Checks a file's length, where it is known.</summary>
    private static void CheckLength(long? fileLength, int axes, long length, ReadOnlySpan<int> sizes)
    {
        long expected = HeaderLength(axes) + length;
        if (fileLength is { } known && known != expected)
        {
            throw new InvalidDataException($"the file has {known} bytes; expected {expected} for {Describe(sizes)}");
        }
    }

    private static int HeaderLength(int axes) => sizeof(int) * (1 + axes);

    /// <returns>The number of elements.</returns>
    private static long ReadHeader(Stream data, int axes, Span<int> sizes, long mostElements)
    {
        Span<byte> header = stackalloc byte[HeaderLength(axes)];
        int read = data.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        uint magic = read < sizeof(uint) ? 0 : BinaryPrimitives.ReadUInt32BigEndian(header);
        uint expectedMagic = ((uint)UnsignedByte << 8) | (uint)axes;
        if (read >= sizeof(uint) && magic != expectedMagic)
        {
            throw new InvalidDataException(
                $"the file begins with 0x{magic:X8}; expected 0x{expectedMagic:X8}, which is IDX with unsigned bytes on {axes} {(axes == 1 ? "axis" : "axes")}");
        }

        if (read < header.Length)
        {
            throw new InvalidDataException($"the header ends after {read} bytes; expected {header.Length}");
        }

        long length = 1;
        for (int axis = 0; axis < axes; axis++)
        {
            uint size = BinaryPrimitives.ReadUInt32BigEndian(header[(sizeof(uint) * (1 + axis))..]);
            length = size <= Array.MaxLength && length <= mostElements / Math.Max(1, size) ? length * size : long.MaxValue;
            if (length is 0 || length > mostElements)
            {
                throw new InvalidDataException($"axis {axis} has size {size}; expected sizes above 0 and at most {mostElements} elements in all");
            }

            sizes[axis] = (int)size;
        }

        return length;
    }

    private static string Describe(ReadOnlySpan<int> sizes) =>
        sizes.Length == 1 ? $"{sizes[0]} labels" : $"{sizes[0]} images of {string.Join('x', sizes[1..].ToArray())}";
}
