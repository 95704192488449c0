using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>A tensor in memory.</summary>
/// <param name="Shape">Its shape; empty for a single number.</param>
/// <param name="Values">Its elements, the last axis fastest.</param>
public sealed record SafetensorsTensor(IReadOnlyList<long> Shape, float[] Values);

/// <summary>Reads whole safetensors files, and what is said in them: <see cref="SafetensorsReader"/> and <see cref="SafetensorsWriter"/> work in pieces.</summary>
public static class Safetensors
{
    /// <summary>Reads every tensor of a file as float32.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors by name.</returns>
    /// <exception cref="InvalidDataException">The file is broken, or holds a tensor that does not convert to float32.</exception>
    public static IReadOnlyDictionary<string, SafetensorsTensor> Read(string path)
    {
        using FileStream stream = OpenRead(path);
        return Read(stream);
    }

    /// <summary>Reads every tensor of a stream as float32.</summary>
    /// <param name="stream">The stream, read to its end.</param>
    /// <returns>The tensors by name.</returns>
    /// <exception cref="InvalidDataException">The data are broken, or hold a tensor that does not convert to float32.</exception>
    public static IReadOnlyDictionary<string, SafetensorsTensor> Read(Stream stream)
    {
        SafetensorsReader reader = new(stream);
        Dictionary<string, SafetensorsTensor> tensors = new(StringComparer.Ordinal);
        foreach (SafetensorsEntry entry in reader.Tensors)
        {
            if (entry.Length > Array.MaxLength)
            {
                throw new InvalidDataException(
                    $"tensor {Names.Quote(entry.Name)} has {entry.Length} elements; expected at most {Array.MaxLength}");
            }

            reader.Seek(entry);
            tensors.Add(entry.Name, new SafetensorsTensor(entry.Shape, ReadValues(reader, (int)entry.Length)));
        }

        reader.CheckEnd();
        return tensors;
    }

    /// <summary>Reads a file's free text by key.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file's header is broken; the message names the file.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadFile(path, static stream => new SafetensorsReader(stream).Metadata);
    }

    /// <summary>Gives a file other free text; its tensors stay as they are. Written beside it first, and then in its place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="metadata">The whole text by key; what the file had is gone.</param>
    /// <exception cref="InvalidDataException">The file's header is broken; the message names the file.</exception>
    public static void ReplaceMetadata(string path, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);

        // Checks the whole header, so that what rewrites it need not.
        ReadMetadata(path);
        AtomicFile.Write(path, destination => CopyWithMetadata(path, metadata, destination));
    }

    private static void CopyWithMetadata(string path, IReadOnlyDictionary<string, string> metadata, Stream destination)
    {
        using FileStream source = OpenRead(path);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        source.ReadExactly(length);
        byte[] json = new byte[BinaryPrimitives.ReadUInt64LittleEndian(length)];
        source.ReadExactly(json);
        ArrayBufferWriter<byte> header = new();
        using (JsonDocument document = JsonDocument.Parse(json))
        using (Utf8JsonWriter writer = new(header))
        {
            writer.WriteStartObject();
            SafetensorsWriter.WriteMetadata(writer, metadata);
            foreach (JsonProperty tensor in document.RootElement.EnumerateObject().Where(static property => property.Name != SafetensorsHeader.MetadataName))
            {
                tensor.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        SafetensorsWriter.WriteHeader(destination, header);
        source.CopyTo(destination);
    }

    /// <summary>Reads a file; what is wrong with it is told with its name.</summary>
    internal static T ReadFile<T>(string path, Func<FileStream, T> read)
    {
        using FileStream stream = OpenRead(path);
        try
        {
            return read(stream);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)}: {exception.Message}", exception);
        }
    }

    internal static FileStream OpenRead(string path)
    {
        // The readers take pieces of tens of kilobytes, so a buffer of the stream's own would only copy them once more.
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
    }

    private static float[] ReadValues(SafetensorsReader reader, int length)
    {
        // Grown as the data come, because a stream that cannot seek may promise more than it has.
        const int FirstLength = 1 << 20;
        float[] values = new float[Math.Min(length, FirstLength)];
        reader.Read(values);
        while (values.Length < length)
        {
            int had = values.Length;
            Array.Resize(ref values, (int)Math.Min(length, had * 2L));
            reader.Read(values.AsSpan(had));
        }

        return values;
    }
}
