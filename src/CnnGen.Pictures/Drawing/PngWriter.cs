using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace CnnGen.Pictures;

/// <summary>Writes PNG files of 8-bit colours: header, one compressed chunk of rows, end.</summary>
internal static class PngWriter
{
    private const byte BitsOfAChannel = 8;
    private const byte TrueColor = 2;
    private const byte NoFilter = 0;
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] ChecksumOfByte = MakeChecksums();

    /// <summary>Writes a picture.</summary>
    public static void Write(Stream stream, Picture picture)
    {
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        WriteChunk(stream, "IHDR"u8, Header(picture));
        WriteChunk(stream, "IDAT"u8, CompressedRows(picture));
        WriteChunk(stream, "IEND"u8, []);
    }

    private static byte[] Header(Picture picture)
    {
        // Behind the colours: deflate, the standard filters, no interlacing; all 0.
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        header[8] = BitsOfAChannel;
        header[9] = TrueColor;
        return header;
    }

    private static ReadOnlySpan<byte> CompressedRows(Picture picture)
    {
        using MemoryStream compressed = new();
        using (ZLibStream rows = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < picture.Height; y++)
            {
                rows.WriteByte(NoFilter);
                rows.Write(picture.Row(y));
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(name);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Checksum(Checksum(uint.MaxValue, name), data));
        stream.Write(number);
    }

    private static uint Checksum(uint checksum, ReadOnlySpan<byte> data)
    {
        foreach (byte value in data)
        {
            checksum = ChecksumOfByte[(byte)(checksum ^ value)] ^ (checksum >> 8);
        }

        return checksum;
    }

    private static uint[] MakeChecksums()
    {
        uint[] checksums = new uint[256];
        for (uint value = 0; value < checksums.Length; value++)
        {
            uint checksum = value;
            for (int bit = 0; bit < 8; bit++)
            {
                checksum = (checksum >> 1) ^ ((checksum & 1) * Polynomial);
            }

            checksums[value] = checksum;
        }

        return checksums;
    }
}
