using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace CnnGen.Training.Tests;

/// <summary>Reads event files from the format's description: table-driven CRC-32C, fields by their wire types, nothing of the writer's.</summary>
internal static class EventFile
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(static i =>
    {
        uint crc = (uint)i;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }

        return crc;
    })];

    /// <summary>The records' data; whole records alone, each with the right checksums.</summary>
    public static List<byte[]> Records(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        List<byte[]> records = [];
        for (int at = 0; at < bytes.Length;)
        {
            ReadOnlySpan<byte> length = bytes.AsSpan(at, 8);
            int count = (int)BinaryPrimitives.ReadUInt64LittleEndian(length);
            ReadOnlySpan<byte> data = bytes.AsSpan(at + 12, count);
            if (BitConverter.ToUInt32(bytes, at + 8) != Masked(Crc32C(length)) || BitConverter.ToUInt32(bytes, at + 12 + count) != Masked(Crc32C(data)))
            {
                throw new InvalidDataException($"a checksum of the record at {at} is wrong");
            }

            records.Add(data.ToArray());
            at += count + 16;
        }

        return records;
    }

    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in data)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return crc ^ 0xFFFFFFFF;
    }

    private static uint Masked(uint crc) => ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
}

/// <summary>A protobuf message as a reader without its description sees it.</summary>
internal sealed class Fields
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

    public Fields(byte[] message)
    {
        int at = 0;
        while (at < message.Length)
        {
            ulong tag = Varint(message, ref at);
            (ulong number, byte[] bytes) = ((int)tag & 7) switch
            {
                0 => (Varint(message, ref at), Array.Empty<byte>()),
                1 => (BitConverter.ToUInt64(message, Skip(8, ref at)), Array.Empty<byte>()),
                5 => (BitConverter.ToUInt32(message, Skip(4, ref at)), Array.Empty<byte>()),
                2 => (0UL, Bytes(message, (int)Varint(message, ref at), ref at)),
                _ => throw new InvalidDataException($"tag {tag}"),
            };
            _fields.Add(((int)(tag >> 3), number, bytes));
        }
    }

    public int[] Numbers => [.. _fields.Select(field => field.Field)];

    public long Integer(int field) => (long)One(field).Number;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(One(field).Number);

    public float Float(int field) => BitConverter.UInt32BitsToSingle((uint)One(field).Number);

    public byte[] Raw(int field) => One(field).Bytes;

    public string Text(int field) => Encoding.UTF8.GetString(Raw(field));

    public Fields Message(int field) => new(Raw(field));

    public Fields[] Messages(int field) => [.. _fields.Where(found => found.Field == field).Select(found => new Fields(found.Bytes))];

    public double[] Doubles(int field)
    {
        double[] values = new double[Raw(field).Length / 8];
        Buffer.BlockCopy(Raw(field), 0, values, 0, values.Length * 8);
        return values;
    }

    private (int Field, ulong Number, byte[] Bytes) One(int field) => _fields.Single(found => found.Field == field);

    private static int Skip(int count, ref int at)
    {
        at += count;
        return at - count;
    }

    private static byte[] Bytes(byte[] message, int count, ref int at) => message.AsSpan(Skip(count, ref at), count).ToArray();

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
