using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>Statistics in the metadata of safetensors files.</summary>
/// <remarks>Two texts, <c>channel_mean</c> and <c>channel_covariance</c>: numbers that read back to the same bits, with a comma between them.</remarks>
internal static class StatisticsFile
{
    private const string MeanKey = "channel_mean";
    private const string CovarianceKey = "channel_covariance";
    private const string MetadataName = "__metadata__";
    private const int Alignment = 8;

    /// <summary>Puts statistics into a file that is there.</summary>
    public static void Add(string path, ChannelStatistics statistics)
    {
        Dictionary<string, string> metadata = Metadata(path);
        metadata[MeanKey] = Text(statistics.Mean);
        metadata[CovarianceKey] = Text(statistics.Covariance);
        AtomicFile.Write(path, stream => Rewrite(path, metadata, stream));
    }

    /// <summary>Reads the statistics of a file.</summary>
    public static ChannelStatistics Read(string path)
    {
        Dictionary<string, string> metadata = Metadata(path);
        if (!metadata.TryGetValue(MeanKey, out string? mean) || !metadata.TryGetValue(CovarianceKey, out string? covariance))
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} holds no statistics of channels; ChannelStatistics.AddTo puts them there");
        }

        double[] means = Numbers(path, MeanKey, mean);
        double[] covariances = Numbers(path, CovarianceKey, covariance);
        return covariances.Length == (long)means.Length * means.Length
            ? new ChannelStatistics(means, covariances)
            : throw new InvalidDataException(
                $"{Path.GetFileName(path)}: {CovarianceKey} has {covariances.Length} numbers; expected {(long)means.Length * means.Length} for {means.Length} channels");
    }

    private static Dictionary<string, string> Metadata(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        try
        {
            // Checks the whole header, so that what rewrites it need not.
            return new Dictionary<string, string>(new SafetensorsReader(stream).Metadata, StringComparer.Ordinal);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)}: {exception.Message}", exception);
        }
    }

    /// <summary>Writes a file's header with other metadata, then its data.</summary>
    private static void Rewrite(string path, Dictionary<string, string> metadata, Stream destination)
    {
        using FileStream source = File.OpenRead(path);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        source.ReadExactly(length);
        byte[] json = new byte[BinaryPrimitives.ReadUInt64LittleEndian(length)];
        source.ReadExactly(json);
        ArrayBufferWriter<byte> header = WithMetadata(json, metadata);

        // Spaces keep the data where they can be read in place.
        int padding = (Alignment - (header.WrittenCount % Alignment)) % Alignment;
        header.GetSpan(padding)[..padding].Fill((byte)' ');
        header.Advance(padding);
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.WrittenCount);
        destination.Write(length);
        destination.Write(header.WrittenSpan);
        source.CopyTo(destination);
    }

    private static ArrayBufferWriter<byte> WithMetadata(byte[] json, Dictionary<string, string> metadata)
    {
        ArrayBufferWriter<byte> header = new();
        using JsonDocument document = JsonDocument.Parse(json);
        using Utf8JsonWriter writer = new(header);
        writer.WriteStartObject();
        writer.WriteStartObject(MetadataName);
        foreach ((string key, string value) in metadata.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
        foreach (JsonProperty tensor in document.RootElement.EnumerateObject().Where(static property => property.Name != MetadataName))
        {
            tensor.WriteTo(writer);
        }

        writer.WriteEndObject();
        return header;
    }

    private static string Text(ReadOnlySpan<double> numbers) =>
        string.Join(", ", numbers.ToArray().Select(static number => number.ToString("R", CultureInfo.InvariantCulture)));

    private static double[] Numbers(string path, string key, string text) => Array.ConvertAll(
        text.Split(','),
        part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw new InvalidDataException($"{Path.GetFileName(path)}: {key} holds '{part.Trim()}'; expected a finite number"));
}
