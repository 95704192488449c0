using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace CnnGen.Benchmarks.Onnx;

/// <summary>Writes the fields of one protobuf message in its binary form.</summary>
internal sealed class ProtobufWriter
{
    private const int VarintWire = 0;
    private const int LengthDelimitedWire = 2;
    private const int FourBytesWire = 5;

    private readonly MemoryStream _stream = new();

    /// <summary>What has been written.</summary>
    public byte[] ToArray() => _stream.ToArray();

    /// <summary>Writes an int32, int64 or enum field.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">Its value.</param>
    public void Number(int field, long value)
    {
        Varint((ulong)((field << 3) | VarintWire));
        Varint((ulong)value);
    }

    /// <summary>Writes a float field.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">Its value.</param>
    public void Float(int field, float value)
    {
        Varint((ulong)((field << 3) | FourBytesWire));
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _stream.Write(bytes);
    }

    /// <summary>Writes a string field.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">Its value.</param>
    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Writes a bytes field that holds floats, lowest byte first.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="values">The floats.</param>
    public void Floats(int field, ReadOnlySpan<float> values) => Bytes(field, MemoryMarshal.AsBytes(values));

    /// <summary>Writes a field that is itself a message.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="write">Writes the message's fields.</param>
    public void Message(int field, Action<ProtobufWriter> write)
    {
        ProtobufWriter inner = new();
        write(inner);
        Bytes(field, inner._stream.GetBuffer().AsSpan(0, (int)inner._stream.Length));
    }

    private void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint((ulong)((field << 3) | LengthDelimitedWire));
        Varint((ulong)value.Length);
        _stream.Write(value);
    }

    // Seven bits a byte, lowest first; the high bit says that more follow.
    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            _stream.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        _stream.WriteByte((byte)value);
    }
}
