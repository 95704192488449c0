using System;
using System.Buffers.Binary;
using System.Linq;
using CnnGen.Onnx.Format;
using CnnGen.Onnx.Graphs;

namespace CnnGen.Onnx.Reading;

/// <summary>Reads the tensors of a file: their elements lie in the message, as bytes or as numbers of one type, or in a file beside it.</summary>
/// <param name="external">Finds the bytes of those that lie elsewhere.</param>
internal sealed class TensorReader(ExternalData external)
{
    // TensorProto.DataType.
    private const int Float = 1;
    private const int UInt8 = 2;
    private const int Int8 = 3;
    private const int UInt16 = 4;
    private const int Int16 = 5;
    private const int Int32 = 6;
    private const int Int64 = 7;
    private const int Bool = 9;
    private const int Float16 = 10;
    private const int Double = 11;
    private const int UInt32 = 12;
    private const int UInt64 = 13;
    private const int BFloat16 = 16;

    private delegate T Decoder<T>(ReadOnlySpan<byte> bytes);

    /// <summary>Reads a tensor.</summary>
    /// <exception cref="ImportException">Its elements are missing, too many or too few, or of a type that networks do not compute with.</exception>
    public Constant Read(TensorProto tensor)
    {
        try
        {
            int[] shape = [.. tensor.Dims.Select(static size => size is >= 0 and <= int.MaxValue ? (int)size : throw new ImportException($"an axis has {size} elements"))];
            int count = Shapes.Product(shape);
            return IsReal(tensor.DataType)
                ? new Constant(shape, Reals(tensor, count)) { Name = tensor.Name }
                : new Constant(shape, Integers(tensor, count)) { Name = tensor.Name };
        }
        catch (ImportException exception)
        {
            throw new ImportException($"tensor '{tensor.Name}': {exception.Message}");
        }
    }

    /// <summary>What the elements of a type are once they are read.</summary>
    public static ElementKind KindOf(long type) => IsReal(type) ? ElementKind.Real : ElementKind.Integer;

    private static bool IsReal(long type) => type is Float or Float16 or Double or BFloat16;

    private float[] Reals(TensorProto tensor, int count) => tensor.DataType switch
    {
        Float when tensor.FloatData.Count > 0 => [.. tensor.FloatData],
        Float => Decoded(tensor, count, sizeof(float), BinaryPrimitives.ReadSingleLittleEndian),
        Double when tensor.DoubleData.Count > 0 => [.. tensor.DoubleData.Select(static value => (float)value)],
        Double => Decoded(tensor, count, sizeof(double), static bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
        Float16 when tensor.Int32Data.Count > 0 => [.. tensor.Int32Data.Select(static bits => (float)BitConverter.UInt16BitsToHalf((ushort)bits))],
        Float16 => Decoded(tensor, count, sizeof(ushort), static bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes)),
        _ when tensor.Int32Data.Count > 0 => [.. tensor.Int32Data.Select(static bits => BitConverter.Int32BitsToSingle(bits << 16))],
        _ => Decoded(tensor, count, sizeof(ushort), static bytes => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16)),
    };

    private long[] Integers(TensorProto tensor, int count) => tensor.DataType switch
    {
        Int64 when tensor.Int64Data.Count > 0 => [.. tensor.Int64Data],
        Int64 => Decoded(tensor, count, sizeof(long), BinaryPrimitives.ReadInt64LittleEndian),
        UInt64 or UInt32 when tensor.Uint64Data.Count > 0 => [.. tensor.Uint64Data.Select(static value => unchecked((long)value))],
        UInt64 => Decoded(tensor, count, sizeof(ulong), BinaryPrimitives.ReadInt64LittleEndian),
        UInt32 => Decoded(tensor, count, sizeof(uint), static bytes => (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
        UInt8 or Int8 or UInt16 or Int16 or Int32 or Bool when tensor.Int32Data.Count > 0 => [.. tensor.Int32Data.Select(static value => (long)value)],
        Int32 => Decoded(tensor, count, sizeof(int), static bytes => (long)BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        UInt16 => Decoded(tensor, count, sizeof(ushort), static bytes => (long)BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
        Int16 => Decoded(tensor, count, sizeof(short), static bytes => (long)BinaryPrimitives.ReadInt16LittleEndian(bytes)),
        Int8 => Decoded(tensor, count, sizeof(sbyte), static bytes => (long)unchecked((sbyte)bytes[0])),
        UInt8 or Bool => Decoded(tensor, count, sizeof(byte), static bytes => (long)bytes[0]),
        _ => throw new ImportException($"elements of type {tensor.DataType} are not read; convert the model to float32"),
    };

    private T[] Decoded<T>(TensorProto tensor, int count, int size, Decoder<T> decode)
    {
        ReadOnlySpan<byte> bytes = tensor.DataLocation == TensorProto.Types.DataLocation.External ? external.Read(tensor) : tensor.RawData.Span;
        if (bytes.Length != (long)count * size)
        {
            throw new ImportException($"{count} elements of {size} bytes are expected, and there are {bytes.Length} bytes");
        }

        T[] elements = new T[count];
        for (int i = 0; i < count; i++)
        {
            elements[i] = decode(bytes.Slice(i * size, size));
        }

        return elements;
    }
}
