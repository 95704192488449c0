using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>Writes and reads checkpoints: safetensors files with a text beside the tensors.</summary>
internal static class CheckpointFile
{
    /// <summary>Writes a checkpoint beside the file and puts it in its place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="header">The text.</param>
    public static void Write(string path, IReadOnlyList<StateTensors> tensors, string header) => AtomicFile.Write(path, stream => Write(stream, tensors, header));

    /// <summary>The text as it is now.</summary>
    public static string Describe(CheckpointHeader header) => JsonSerializer.Serialize(header, CheckpointJson.Default.CheckpointHeader);

    /// <summary>Reads a checkpoint as a whole; nothing is changed where it does not fit.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Receive the elements: copies, to be put in place when all were read.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is broken, or no checkpoint, or one of another network; the message names the tensor.</exception>
    public static CheckpointHeader Read(string path, IReadOnlyList<StateTensors> tensors)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            SafetensorsReader reader = new(stream);
            CheckpointHeader header = ReadHeader(reader);
            Dictionary<string, SafetensorsEntry> entries = reader.Tensors.ToDictionary(static entry => entry.Name, StringComparer.Ordinal);
            foreach (StateTensors state in tensors)
            {
                foreach (Parameter tensor in state.Tensors)
                {
                    Read(reader, entries, state.Prefix + tensor.Name, tensor);
                }
            }

            return header;
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"'{path}': {exception.Message}", exception);
        }
    }

    private static void Write(Stream stream, IReadOnlyList<StateTensors> tensors, string header)
    {
        SafetensorsWriter writer = new(
            stream,
            [.. tensors.SelectMany(static state => state.Tensors, static (state, tensor) => (state.Prefix + tensor.Name, tensor.Shape))],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt", [CheckpointHeader.MetadataKey] = header });
        float[] elements = [];
        foreach (Parameter tensor in tensors.SelectMany(static state => state.Tensors))
        {
            elements = elements.Length < tensor.Length ? new float[tensor.Length] : elements;
            Span<float> values = elements.AsSpan(0, tensor.Length);
            tensor.CopyTo(values);
            writer.Write(values);
        }

        writer.Finish();
    }

    private static CheckpointHeader ReadHeader(SafetensorsReader reader)
    {
        if (!reader.Metadata.TryGetValue(CheckpointHeader.MetadataKey, out string? text))
        {
            throw new InvalidDataException("the file has tensors, but nothing of a training; expected a checkpoint: a network's own weights are read by its Load");
        }

        try
        {
            CheckpointHeader? header = JsonSerializer.Deserialize(text, CheckpointJson.Default.CheckpointHeader);
            return header is { Version: CheckpointHeader.CurrentVersion, Counters: not null }
                ? header
                : throw new InvalidDataException($"the checkpoint has version {header?.Version}; expected {CheckpointHeader.CurrentVersion}");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"the checkpoint's text is broken: {exception.Message}", exception);
        }
    }

    private static void Read(SafetensorsReader reader, Dictionary<string, SafetensorsEntry> entries, string name, Parameter tensor)
    {
        if (!entries.TryGetValue(name, out SafetensorsEntry? entry))
        {
            throw new InvalidDataException($"the checkpoint has no tensor '{name}'; expected one of the shape [{string.Join(", ", tensor.Shape)}]");
        }

        if (!entry.Shape.SequenceEqual(tensor.Shape.Select(static axis => (long)axis)))
        {
            throw new InvalidDataException($"tensor '{name}' has the shape [{string.Join(", ", entry.Shape)}]; expected [{string.Join(", ", tensor.Shape)}]");
        }

        float[] values = new float[tensor.Length];
        reader.Seek(entry);
        reader.Read(values);
        tensor.CopyFrom(values);
    }
}
