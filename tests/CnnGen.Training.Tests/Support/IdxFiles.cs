using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace CnnGen.Training.Tests;

/// <summary>Writes IDX files, whole and broken.</summary>
internal static class IdxFiles
{
    /// <summary>The bytes of a file: a magic number, sizes, elements 0, 1, 2, ... modulo 251.</summary>
    public static byte[] Bytes(uint magic, uint[] sizes, int elements)
    {
        byte[] bytes = new byte[4 + (4 * sizes.Length) + elements];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, magic);
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 + (4 * axis)), sizes[axis]);
        }

        for (int i = 0; i < elements; i++)
        {
            bytes[4 + (4 * sizes.Length) + i] = (byte)(i % 251);
        }

        return bytes;
    }

    public static byte[] Images(int count, int rows, int columns) => Bytes(0x803, [(uint)count, (uint)rows, (uint)columns], count * rows * columns);

    public static byte[] Labels(int count) => Bytes(0x801, [(uint)count], count);

    public static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
