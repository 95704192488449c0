using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>Writes float32 tensors as a safetensors stream. The same tensors give the same bytes.</summary>
public sealed class SafetensorsWriter
{
    private const int DataAlignment = 8;

    private readonly Stream _stream;
    private long _elementsLeft;

    /// <summary>Writes the header.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="tensors">Names and shapes in the order in which <see cref="Write(ReadOnlySpan{float})"/> gets the elements.</param>
    /// <param name="metadata">Free text by key, or null.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    public SafetensorsWriter(
        Stream stream,
        IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
        : this(stream, [.. (tensors ?? throw new ArgumentNullException(nameof(tensors))).Select(static tensor => (tensor.Name, tensor.Shape, SafetensorsTypes.Float32))], metadata)
    {
    }

    /// <summary>Writes the header of tensors of any types; whoever writes elements of other types than float32 writes them to the stream.</summary>
    internal SafetensorsWriter(
        Stream stream,
        IReadOnlyList<(string Name, IReadOnlyList<int> Shape, string Type)> tensors,
        IReadOnlyDictionary<string, string>? metadata)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        ArrayBufferWriter<byte> header = new();
        using (Utf8JsonWriter json = new(header))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            WriteEntries(json, tensors);
            json.WriteEndObject();
        }

        WriteHeader(stream, header);
    }

    /// <summary>Writes the next elements, of one tensor or several.</summary>
    /// <param name="values">The elements in PyTorch's order.</param>
    /// <exception cref="ArgumentException">They are more than the header's shapes have left.</exception>
    public void Write(ReadOnlySpan<float> values)
    {
        if (values.Length > _elementsLeft)
        {
            throw new ArgumentException($"the tensors have {_elementsLeft} elements left; {values.Length} were given", nameof(values));
        }

        _elementsLeft -= values.Length;
        if (BitConverter.IsLittleEndian)
        {
            _stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        float[] swapped = values.ToArray();
        SafetensorsTypes.FixByteOrder(swapped);
        _stream.Write(MemoryMarshal.AsBytes<float>(swapped));
    }

    /// <summary>Writes the next element, of a tensor of 64-bit integers.</summary>
    internal void Write(long value)
    {
        _elementsLeft--;
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        _stream.Write(bytes);
    }

    /// <summary>Checks that every element was written.</summary>
    /// <exception cref="InvalidOperationException">Some are missing.</exception>
    public void Finish()
    {
        if (_elementsLeft != 0)
        {
            throw new InvalidOperationException($"{_elementsLeft} elements of the tensors were not written");
        }
    }

    /// <summary>Writes a header: its length, and behind it spaces that put the data at a multiple of 8 bytes, so that a mapped file can be read in place.</summary>
    internal static void WriteHeader(Stream stream, ArrayBufferWriter<byte> header)
    {
        int padding = (DataAlignment - (header.WrittenCount % DataAlignment)) % DataAlignment;
        header.GetSpan(padding)[..padding].Fill((byte)' ');
        header.Advance(padding);

        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.WrittenCount);
        stream.Write(length);
        stream.Write(header.WrittenSpan);
    }

    /// <summary>Writes a file's free text, sorted by key; nothing where there is none.</summary>
    internal static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null)
        {
            return;
        }

        json.WriteStartObject(SafetensorsHeader.MetadataName);
        foreach ((string key, string value) in metadata.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private void WriteEntries(Utf8JsonWriter json, IReadOnlyList<(string Name, IReadOnlyList<int> Shape, string Type)> tensors)
    {
        long end = 0;
        HashSet<string> names = new(StringComparer.Ordinal) { SafetensorsHeader.MetadataName };
        foreach ((string name, IReadOnlyList<int> shape, string type) in tensors)
        {
            if (!names.Add(name))
            {
                throw new ArgumentException($"tensor {Names.Quote(name)} is there twice, or its name is the format's own", nameof(tensors));
            }

            long begin = end;
            long elements = 1;
            json.WriteStartObject(name);
            json.WriteString("dtype", type);
            json.WriteStartArray("shape");
            foreach (int axis in shape)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(axis, nameof(tensors));
                json.WriteNumberValue(axis);
                elements = checked(elements * axis);
            }

            json.WriteEndArray();
            _elementsLeft = checked(_elementsLeft + elements);
            end = checked(begin + (elements * SafetensorsTypes.Size(type)));
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(begin);
            json.WriteNumberValue(end);
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }
}
