using System;
using System.Buffers.Binary;
using System.Text;

namespace CnnGen.PyTorch.Pickles;

/// <summary>Goes through a pickle's bytes and never beyond them.</summary>
internal sealed class PickleBytes(byte[] bytes)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public int Position { get; private set; }

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public double BigEndianDouble() => BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double)));

    public ReadOnlySpan<byte> Take(long length)
    {
        if (length < 0 || length > bytes.Length - Position)
        {
            throw new CheckpointException($"the pickle ends within the instruction at byte {Position}: the file is damaged; get it again");
        }

        Position += (int)length;
        return bytes.AsSpan(Position - (int)length, (int)length);
    }

    public string Text(long length)
    {
        try
        {
            return Utf8.GetString(Take(length));
        }
        catch (DecoderFallbackException)
        {
            throw new CheckpointException($"a text of the pickle, before byte {Position}, is not UTF-8; give the tensors other names before saving");
        }
    }

    /// <summary>Text to the end of its line.</summary>
    public string Line()
    {
        int length = bytes.AsSpan(Position).IndexOf((byte)'\n');
        string line = Text(length < 0 ? long.MaxValue : length);
        Position++;
        return line;
    }

    /// <summary>A whole number of any length, the lowest byte first; null where 64 bits do not hold it.</summary>
    public long? Integer(long length)
    {
        ReadOnlySpan<byte> digits = Take(length);
        if (length > sizeof(long))
        {
            return null;
        }

        long number = digits.Length > 0 && digits[^1] >= 0x80 ? -1 : 0;
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            number = (number << 8) | digits[i];
        }

        return number;
    }
}
