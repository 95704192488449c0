using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using CnnGen.PyTorch.Tensors;

namespace CnnGen.PyTorch;

/// <summary>The header of a safetensors file with tensors of any type; the runtime's writer has float32 alone.</summary>
internal static class SafetensorsHeader
{
    /// <summary>What stands in the place of a tensor's name where a file's free text is.</summary>
    public const string MetadataName = "__metadata__";

    private const int Alignment = 8;

    public static void Write(IReadOnlyList<NamedTensor> tensors, Stream stream)
    {
        ArrayBufferWriter<byte> header = new();
        using (Utf8JsonWriter json = new(header))
        {
            WriteEntries(tensors, json);
        }

        // Spaces that let the data begin at a multiple of 8 bytes, so that a mapped file can be read in place.
        int padding = (Alignment - (header.WrittenCount % Alignment)) % Alignment;
        header.GetSpan(padding)[..padding].Fill((byte)' ');
        header.Advance(padding);
        byte[] length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.WrittenCount);
        stream.Write(length);
        stream.Write(header.WrittenSpan);
    }

    private static void WriteEntries(IReadOnlyList<NamedTensor> tensors, Utf8JsonWriter json)
    {
        long begin = 0;
        json.WriteStartObject();
        foreach (NamedTensor tensor in tensors)
        {
            long end = checked(begin + (TensorCheck.ElementsOf(tensor.Tensor) * tensor.Tensor.Type.WrittenBytes));
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", tensor.Tensor.Type.Written);
            WriteNumbers(json, "shape", tensor.Tensor.Shape);
            WriteNumbers(json, "data_offsets", [begin, end]);
            json.WriteEndObject();
            begin = end;
        }

        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, long[] numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
