using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.PyTorch;

/// <summary>A type of elements.</summary>
/// <param name="Name">PyTorch's name: <c>float32</c>.</param>
/// <param name="Storage">PyTorch's name of a storage of them: <c>FloatStorage</c>.</param>
/// <param name="Bytes">Bytes an element.</param>
/// <param name="Written">The type in safetensors; null where none is written.</param>
internal sealed record ElementType(string Name, string Storage, int Bytes, string? Written)
{
    private const string Float32 = "F32";

    /// <summary>The types that storages are named by.</summary>
    public static readonly IReadOnlyList<ElementType> All =
    [
        new("float32", "FloatStorage", 4, Float32),
        new("float64", "DoubleStorage", 8, "F64"),
        new("float16", "HalfStorage", 2, "F16"),
        new("bfloat16", "BFloat16Storage", 2, "BF16"),
        new("int64", "LongStorage", 8, "I64"),
        new("int32", "IntStorage", 4, "I32"),
        new("uint8", "ByteStorage", 1, "U8"),
        new("int16", "ShortStorage", 2, Float32) { ToSingle = static bytes => BitConverter.ToInt16(bytes) },
        new("int8", "CharStorage", 1, Float32) { ToSingle = static bytes => unchecked((sbyte)bytes[0]) },
        new("bool", "BoolStorage", 1, Float32) { ToSingle = static bytes => bytes[0] == 0 ? 0 : 1 },
        new("complex64", "ComplexFloatStorage", 8, null),
        new("complex128", "ComplexDoubleStorage", 16, null),
    ];

    public delegate float Conversion(ReadOnlySpan<byte> element);

    /// <summary>Converts an element in this machine's order of bytes; null where elements are written as they are.</summary>
    public Conversion? ToSingle { get; init; }

    /// <summary>Bytes an element in safetensors.</summary>
    public int WrittenBytes => ToSingle is null ? Bytes : sizeof(float);

    public static ElementType? OfStorage(string name) => All.FirstOrDefault(type => type.Storage == name);

    public static ElementType? OfName(string name) => All.FirstOrDefault(type => type.Name == name);
}
