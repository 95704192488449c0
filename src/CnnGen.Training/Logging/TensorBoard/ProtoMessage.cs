using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace CnnGen;

/// <summary>A protobuf message as it is written, field by field: the few kinds of field that event files need. Its memory is used again.</summary>
internal sealed class ProtoMessage
{
    private const int VarintWire = 0;
    private const int Fixed64Wire = 1;
    private const int LengthWire = 2;
    private const int Fixed32Wire = 5;
    private const int LongestVarint = 10;
    private const int PayloadBits = 7;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The message.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Begins another one.</summary>
    public ProtoMessage Clear()
    {
        _bytes.ResetWrittenCount();
        return this;
    }

    /// <summary>int32, int64.</summary>
    public void Integer(int field, long value)
    {
        Tag(field, VarintWire);
        Varint((ulong)value);
    }

    /// <summary>double.</summary>
    public void Double(int field, double value)
    {
        Tag(field, Fixed64Wire);
        Raw(value);
    }

    /// <summary>float.</summary>
    public void Float(int field, float value)
    {
        Tag(field, Fixed32Wire);
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(sizeof(float)), value);
        _bytes.Advance(sizeof(float));
    }

    /// <summary>bytes, and messages within this one.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, LengthWire);
        Varint((ulong)value.Length);
        _bytes.Write(value);
    }

    /// <summary>string.</summary>
    public void Text(int field, ReadOnlySpan<char> value)
    {
        Tag(field, LengthWire);
        Varint((ulong)Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _bytes);
    }

    /// <summary>repeated double, packed.</summary>
    public void Doubles(int field, ReadOnlySpan<double> values)
    {
        Tag(field, LengthWire);
        Varint((ulong)values.Length * sizeof(double));
        foreach (double value in values)
        {
            Raw(value);
        }
    }

    private void Tag(int field, int wire) => Varint(((ulong)field << 3) | (uint)wire);

    private void Raw(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.GetSpan(sizeof(double)), value);
        _bytes.Advance(sizeof(double));
    }

    private void Varint(ulong value)
    {
        Span<byte> bytes = _bytes.GetSpan(LongestVarint);
        int count = 0;
        for (; value >> PayloadBits != 0; value >>= PayloadBits)
        {
            bytes[count++] = (byte)(value | 0x80);
        }

        bytes[count++] = (byte)value;
        _bytes.Advance(count);
    }
}
