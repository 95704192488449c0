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
    private const int FirstPiece = 1 << 20;

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="axes">The number of axes it must have: 3 for images, 1 for labels.</param>
    /// <param name="sizes">Receives the size of each axis.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is broken; the message names it and what was expected.</exception>
    public static byte[] Read(string path, int axes, Span<int> sizes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"there is no file '{path}'", path);
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using Stream data = IsGzip(file) ? new CheckedGzipStream(file) : file;
        try
        {
            return ReadElements(data, axes, sizes, data == file ? file.Length : null);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)}: {Cause(data, exception).Message}", exception);
        }
    }

    /// <summary>Damaged data may decompress to anything: that the file is damaged comes before what is wrong with its content.</summary>
    private static InvalidDataException Cause(Stream data, InvalidDataException exception)
    {
        try
        {
            (data as CheckedGzipStream)?.FindDamage();
            return exception;
        }
        catch (InvalidDataException damage)
        {
            return damage;
        }
    }

    private static bool IsGzip(FileStream file)
    {
        Span<byte> magic = stackalloc byte[2];
        int read = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == magic.Length && magic[0] == 0x1F && magic[1] == 0x8B;
    }

    private static byte[] ReadElements(Stream data, int axes, Span<int> sizes, long? fileLength)
    {
        int length = ReadHeader(data, axes, sizes);
        long expected = sizeof(int) * (1 + axes) + (long)length;
        if (fileLength is { } known && known != expected)
        {
            throw new InvalidDataException($"the file has {known} bytes; expected {expected} for {Describe(sizes)}");
        }

        byte[] elements = new byte[Math.Min(length, FirstPiece)];
        int read = 0;
        while (true)
        {
            read += data.ReadAtLeast(elements.AsSpan(read), elements.Length - read, throwOnEndOfStream: false);
            if (read < elements.Length)
            {
                throw new InvalidDataException($"the data end after {read} elements; expected {length} for {Describe(sizes)}");
            }

            if (read == length)
            {
                break;
            }

            Array.Resize(ref elements, (int)Math.Min(length, elements.Length * 2L));
        }

        if (data.ReadByte() >= 0)
        {
            throw new InvalidDataException($"more data follow the last element; expected the end after {length} elements for {Describe(sizes)}");
        }

        return elements;
    }

    /// <returns>The number of elements.</returns>
    private static int ReadHeader(Stream data, int axes, Span<int> sizes)
    {
        Span<byte> header = stackalloc byte[sizeof(int) * (1 + axes)];
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
            length = size <= Array.MaxLength ? length * size : long.MaxValue;
            if (length is 0 || length > Array.MaxLength)
            {
                throw new InvalidDataException($"axis {axis} has size {size}; expected sizes above 0 and at most {Array.MaxLength} elements in all");
            }

            sizes[axis] = (int)size;
        }

        return (int)length;
    }

    private static string Describe(ReadOnlySpan<int> sizes) =>
        sizes.Length == 1 ? $"{sizes[0]} labels" : $"{sizes[0]} images of {sizes[1]}x{sizes[2]}";
}
