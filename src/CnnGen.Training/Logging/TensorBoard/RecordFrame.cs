using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace CnnGen;

/// <summary>TensorFlow's record format: the length, its checksum, the data, its checksum.</summary>
internal static class RecordFrame
{
    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>Appends a record.</summary>
    public static void Write(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> data)
    {
        Span<byte> length = output.GetSpan(sizeof(ulong))[..sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)data.Length);
        uint lengthChecksum = MaskedCrc32C(length);
        output.Advance(sizeof(ulong));
        Write(output, lengthChecksum);
        output.Write(data);
        Write(output, MaskedCrc32C(data));
    }

    /// <summary>The CRC-32C (Castagnoli), turned by 15 bits and shifted, so that a checksum of data that has checksums is not itself one.</summary>
    private static uint MaskedCrc32C(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        }

        foreach (byte value in data)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return BitOperations.RotateRight(~crc, 15) + MaskDelta;
    }

    private static void Write(ArrayBufferWriter<byte> output, uint checksum)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(sizeof(uint)), checksum);
        output.Advance(sizeof(uint));
    }
}
