using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CnnGen.Runtime;

/// <summary>The element types of safetensors files.</summary>
internal static class SafetensorsTypes
{
    /// <summary>The type that is written.</summary>
    public const string Float32 = "F32";

    /// <summary>The type of counters.</summary>
    public const string Int64 = "I64";

    /// <summary>Every type of the format, for messages.</summary>
    public const string All = "F64, F32, F16, BF16, F8_E4M3, F8_E5M2, I64, I32, I16, I8, U64, U32, U16, U8, BOOL";

    /// <summary>The types that become a network's parameters.</summary>
    public const string Real = "F32, F64, F16 or BF16";

    /// <summary>Bytes an element; 0 for a type that is not in the format.</summary>
    public static int Size(string type) => type switch
    {
        "F64" or "I64" or "U64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "F8_E4M3" or "F8_E5M2" or "I8" or "U8" or "BOOL" => 1,
        _ => 0,
    };

    /// <summary>Whether the type is one that becomes a network's parameters.</summary>
    public static bool IsReal(string type) => type is "F32" or "F64" or "F16" or "BF16";

    /// <summary>Whether <see cref="ToSingle"/> knows the type.</summary>
    public static bool IsConvertible(string type) => IsReal(type) || type is "I64" or "I32" or "U8";

    /// <summary>Converts elements, rounding to the nearest float32.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="source">Their bytes.</param>
    /// <param name="destination">As many floats.</param>
    public static void ToSingle(string type, ReadOnlySpan<byte> source, Span<float> destination)
    {
        int size = Size(type);
        for (int i = 0; i < destination.Length; i++)
        {
            ReadOnlySpan<byte> element = source.Slice(i * size, size);
            destination[i] = type switch
            {
                "F64" => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
                "F32" => BinaryPrimitives.ReadSingleLittleEndian(element),
                "F16" => (float)BinaryPrimitives.ReadHalfLittleEndian(element),

                // The upper half of a float32.
                "BF16" => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(element) << 16),
                "I64" => BinaryPrimitives.ReadInt64LittleEndian(element),
                "I32" => BinaryPrimitives.ReadInt32LittleEndian(element),
                "U8" => element[0],
                _ => throw new NotSupportedException($"elements of type {type} do not convert to float32"),
            };
        }
    }

    /// <summary>Turns float32 as it is in a file into this machine's order of bytes, or back, in place.</summary>
    public static void FixByteOrder(Span<float> values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            Span<int> bits = MemoryMarshal.Cast<float, int>(values);
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
    }
}
