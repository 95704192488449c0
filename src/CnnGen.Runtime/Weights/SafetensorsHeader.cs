using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;

namespace CnnGen.Runtime;

/// <summary>Parses and checks a safetensors header, trusting nothing in it.</summary>
internal static class SafetensorsHeader
{
    /// <summary>What stands in the place of a tensor's name where the free text is.</summary>
    public const string MetadataName = "__metadata__";

    private const int Depth = 8;
    private const int LongestQuote = 60;

    /// <summary>The order of the tensors' data; those without data are ordered by name.</summary>
    public static readonly Comparer<SafetensorsEntry> DataOrder = Comparer<SafetensorsEntry>.Create(static (left, right) =>
        left.Begin != right.Begin ? left.Begin.CompareTo(right.Begin)
        : left.End != right.End ? left.End.CompareTo(right.End)
        : string.CompareOrdinal(left.Name, right.Name));

    /// <summary>Parses a header.</summary>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataLength">The bytes that follow the header; null where the stream does not tell.</param>
    /// <param name="metadata">Receives the metadata.</param>
    /// <returns>The tensors in the order of their data, which they cover without holes.</returns>
    /// <exception cref="InvalidDataException">Anything is not as the format wants it.</exception>
    public static SafetensorsEntry[] Parse(ReadOnlySpan<byte> json, long? dataLength, Dictionary<string, string> metadata)
    {
        Dictionary<string, SafetensorsEntry> entries = new(StringComparer.Ordinal);
        try
        {
            Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = Depth });
            ReadEntries(ref reader, entries, metadata);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"the header is not valid JSON: {exception.Message}", exception);
        }

        SafetensorsEntry[] tensors = [.. entries.Values];
        Array.Sort(tensors, DataOrder);
        CheckCover(tensors, dataLength);
        return tensors;
    }

    private static void ReadEntries(
        ref Utf8JsonReader reader, Dictionary<string, SafetensorsEntry> entries, Dictionary<string, string> metadata)
    {
        reader.Read();
        Expect(ref reader, JsonTokenType.StartObject, "the header");
        bool hasMetadata = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = Text(ref reader, "the header");
            reader.Read();
            if (name == MetadataName)
            {
                if (hasMetadata)
                {
                    throw new InvalidDataException($"'{MetadataName}' is in the header twice; expected once at most");
                }

                hasMetadata = true;
                ReadMetadata(ref reader, metadata);
            }
            else if (!entries.TryAdd(name, ReadEntry(ref reader, name)))
            {
                throw new InvalidDataException($"tensor {Names.Quote(name)} is in the header twice; expected once");
            }
        }

        // Lets the reader complain of anything but white space after the object.
        reader.Read();
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata)
    {
        Expect(ref reader, JsonTokenType.StartObject, $"'{MetadataName}'");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = Text(ref reader, $"'{MetadataName}'");
            reader.Read();
            Expect(ref reader, JsonTokenType.String, $"'{MetadataName}': value of {Names.Quote(key)}");
            if (!metadata.TryAdd(key, Text(ref reader, $"'{MetadataName}'")))
            {
                throw new InvalidDataException($"'{MetadataName}': key {Names.Quote(key)} is there twice; expected once");
            }
        }
    }

    private static SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        string tensor = $"tensor {Names.Quote(name)}";
        string? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, tensor);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = Text(ref reader, tensor);
            reader.Read();
            bool isNew;
            switch (key)
            {
                case "dtype":
                    isNew = type is null;
                    Expect(ref reader, JsonTokenType.String, $"{tensor}: dtype");
                    type = Text(ref reader, tensor);
                    break;
                case "shape":
                    isNew = shape is null;
                    shape = Numbers(ref reader, $"{tensor}: shape");
                    break;
                case "data_offsets":
                    isNew = offsets is null;
                    offsets = Numbers(ref reader, $"{tensor}: data_offsets");
                    break;
                default:
                    throw new InvalidDataException($"{tensor}: found the key {Names.Quote(key)}; expected dtype, shape and data_offsets");
            }

            if (!isNew)
            {
                throw new InvalidDataException($"{tensor}: {key} is there twice; expected once");
            }
        }

        return Check(
            tensor,
            name,
            type ?? throw Missing(tensor, "dtype"),
            shape ?? throw Missing(tensor, "shape"),
            offsets ?? throw Missing(tensor, "data_offsets"));
    }

    private static SafetensorsEntry Check(string tensor, string name, string type, List<long> shape, List<long> offsets)
    {
        int size = SafetensorsTypes.Size(type);
        if (size == 0)
        {
            throw new InvalidDataException($"{tensor}: dtype is {Names.Quote(type)}; expected one of {SafetensorsTypes.All}");
        }

        if (offsets.Count != 2)
        {
            throw new InvalidDataException($"{tensor}: data_offsets are {offsets.Count} numbers; expected 2, begin and end");
        }

        long begin = offsets[0];
        long end = offsets[1];
        if (begin > end)
        {
            throw new InvalidDataException($"{tensor}: data_offsets are [{begin}, {end}]; expected the begin not to be past the end");
        }

        long bytes = size;
        foreach (long axis in shape)
        {
            if (axis != 0 && bytes > long.MaxValue / axis)
            {
                throw new InvalidDataException($"{tensor}: shape {Names.Shape(shape)} overflows; expected less than 2^63 bytes of {type}");
            }

            bytes *= axis;
        }

        if (bytes != end - begin)
        {
            throw new InvalidDataException(
                $"{tensor}: data_offsets [{begin}, {end}] span {end - begin} bytes; expected {bytes} for {type} {Names.Shape(shape)}");
        }

        return new SafetensorsEntry(name, type, shape.ToArray(), begin, end);
    }

    private static void CheckCover(SafetensorsEntry[] tensors, long? dataLength)
    {
        long covered = 0;
        string before = "the start of the data";
        foreach (SafetensorsEntry tensor in tensors)
        {
            if (tensor.Begin != covered)
            {
                string fault = tensor.Begin < covered ? "overlaps" : "leaves a hole after";
                throw new InvalidDataException(
                    $"tensor {Names.Quote(tensor.Name)}: data_offsets [{tensor.Begin}, {tensor.End}] {fault} {before}; expected to begin at {covered}");
            }

            if (tensor.End > dataLength)
            {
                throw new InvalidDataException(
                    $"tensor {Names.Quote(tensor.Name)}: data_offsets [{tensor.Begin}, {tensor.End}] reach outside the file; expected at most its {dataLength} bytes of data");
            }

            covered = tensor.End;
            before = Names.Quote(tensor.Name);
        }

        if (covered < dataLength)
        {
            throw new InvalidDataException($"{dataLength - covered} bytes follow {before}; expected the file to end after {covered} bytes of data");
        }
    }

    private static List<long> Numbers(ref Utf8JsonReader reader, string what)
    {
        List<long> numbers = [];
        Expect(ref reader, JsonTokenType.StartArray, what);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
            {
                throw new InvalidDataException($"{what} holds {Found(ref reader)}; expected whole numbers from 0 to 2^63 - 1");
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        if (reader.TokenType != type)
        {
            string expected = type switch
            {
                JsonTokenType.StartObject => "an object",
                JsonTokenType.StartArray => "an array",
                _ => "a string",
            };
            throw new InvalidDataException($"{what} is {Found(ref reader)}; expected {expected}");
        }
    }

    private static string Found(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        _ => Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, LongestQuote)]),
    };

    private static string Text(ref Utf8JsonReader reader, string what)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException($"{what} holds a string that is not valid UTF-8 or UTF-16", exception);
        }
    }

    private static InvalidDataException Missing(string tensor, string key) =>
        new($"{tensor}: {key} is missing; expected dtype, shape and data_offsets");
}
