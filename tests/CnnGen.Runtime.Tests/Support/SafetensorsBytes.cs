using System;
using System.Buffers.Binary;
using System.Text;

namespace CnnGen.Runtime.Tests;

/// <summary>Makes safetensors files byte by byte, right or wrong.</summary>
internal static class SafetensorsBytes
{
    public static byte[] File(string header, int dataLength) => File(Encoding.UTF8.GetBytes(header), new byte[dataLength]);

    public static byte[] File(byte[] header, byte[] data)
    {
        byte[] file = new byte[8 + header.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.CopyTo(file, 8);
        data.CopyTo(file, 8 + header.Length);
        return file;
    }

    public static byte[] WithHeaderLength(ulong length, int bytesAfter)
    {
        byte[] file = new byte[8 + bytesAfter];
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        file.AsSpan(8).Fill((byte)' ');
        return file;
    }
}
