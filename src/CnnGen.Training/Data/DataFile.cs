using System;
using System.IO;

namespace CnnGen;

/// <summary>Opens files of data sets, gzipped or not: their first bytes tell.</summary>
internal static class DataFile
{
    /// <summary>What is said of a compressed file where it must not be one.</summary>
    public const string MustBeUnpacked = "the file is gzipped; expected one that can be read in place: unpack it first";

    private const int BufferBytes = 1 << 16;
    private const int FirstPiece = 1 << 20;

    /// <summary>Reads a file; what is wrong with its content is told with its name.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="read">Reads what is in it, of so many bytes where that is known.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is broken; the message names it and what was expected.</exception>
    public static T Read<T>(string path, Func<Stream, long?, T> read)
    {
        using FileStream file = Open(path);
        using Stream data = IsGzip(file) ? new CheckedGzipStream(file) : file;
        try
        {
            return read(data, data == file ? file.Length : null);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)}: {Cause(data, exception).Message}", exception);
        }
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan)
            : throw new FileNotFoundException($"there is no file '{path}'", path);
    }

    /// <summary>Whether a file is gzipped; it is then read from its start.</summary>
    public static bool IsGzip(FileStream file)
    {
        Span<byte> magic = stackalloc byte[2];
        int read = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == magic.Length && magic[0] == 0x1F && magic[1] == 0x8B;
    }

    /// <summary>Reads the next bytes. Memory is taken as they come, because what is said of their number may not be true.</summary>
    /// <param name="data">The data.</param>
    /// <param name="length">The bytes that are wanted.</param>
    /// <returns>The bytes: fewer where the data end before.</returns>
    public static byte[] ReadUpTo(Stream data, int length)
    {
        byte[] bytes = new byte[Math.Min(length, FirstPiece)];
        int read = 0;
        while (true)
        {
            read += data.ReadAtLeast(bytes.AsSpan(read), bytes.Length - read, throwOnEndOfStream: false);
            if (read < bytes.Length || read == length)
            {
                Array.Resize(ref bytes, read);
                return bytes;
            }

            Array.Resize(ref bytes, (int)Math.Min(length, bytes.Length * 2L));
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
}
