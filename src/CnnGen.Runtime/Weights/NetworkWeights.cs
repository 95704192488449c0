using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace CnnGen.Runtime;

/// <summary>A network's weights in the order its kernels read them. Instances that are forks of each other share one.</summary>
public sealed class NetworkWeights
{
    private const int MostNamesInMessage = 12;

    // What PyTorch's own tools write, and some loaders ask for.
    private static readonly Dictionary<string, string> Metadata = new(StringComparer.Ordinal) { ["format"] = "pt" };

    private readonly Lock _folding = new();
    private volatile Fold _fold;

    /// <summary>Makes weights that are all zero.</summary>
    /// <param name="layout">The network's layout.</param>
    public NetworkWeights(WeightLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        Memory = new AlignedMemory(layout.Floats);
        Parameters = layout.CreateParameters(Memory);

        // Where nothing is folded, it is never out of date.
        _fold = new Fold(new AlignedMemory(0), layout.FoldedFloats == 0 ? Memory.Version : Memory.Version - 1);
    }

    /// <summary>Where each parameter lies.</summary>
    public WeightLayout Layout { get; }

    /// <summary>The packed weights.</summary>
    public AlignedMemory Memory { get; }

    /// <summary>What inference reads in place of normalisations and the weights in front of them, as the weights are now.</summary>
    /// <remarks>
    /// Made again where the weights have changed since, beside what readers on other threads may still hold. Whoever changes weights
    /// says so by <see cref="AlignedMemory.Touch"/> behind the change.
    /// </remarks>
    public AlignedMemory Folded
    {
        get
        {
            Fold fold = _fold;
            return fold.Version == Memory.Version ? fold.Memory : Refold();
        }
    }

    /// <summary>The weights by name, in PyTorch's layouts.</summary>
    public ParameterCollection Parameters { get; }

    /// <summary>Makes initial weights; the same seed gives the same weights to the bit on every machine.</summary>
    /// <remarks>Threefry per parameter, keyed by the seed and the parameter's place and counting elements; normals by Box and Muller's method.</remarks>
    /// <param name="layout">The network's layout.</param>
    /// <param name="seed">Any number.</param>
    public static NetworkWeights Create(WeightLayout layout, ulong seed)
    {
        NetworkWeights weights = new(layout);
        WeightInitializer.Fill(layout, weights.Memory, seed);
        weights.Memory.Touch();
        return weights;
    }

    /// <summary>Loads a safetensors file in pieces.</summary>
    /// <param name="layout">The network's layout.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is broken, or its tensors are not the network's; the message names the tensor.</exception>
    public static NetworkWeights Load(WeightLayout layout, string path)
    {
        using FileStream stream = Safetensors.OpenRead(path);
        try
        {
            return Load(layout, stream);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)}: {exception.Message}", exception);
        }
    }

    /// <summary>Loads a safetensors stream, read to its end.</summary>
    /// <param name="layout">The network's layout.</param>
    /// <param name="stream">The stream; it stays open.</param>
    /// <exception cref="InvalidDataException">The data are broken, or their tensors are not the network's; the message names the tensor.</exception>
    public static NetworkWeights Load(WeightLayout layout, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(layout);
        SafetensorsReader reader = new(stream);
        Dictionary<string, SafetensorsEntry> entries = Match(layout, reader.Tensors);
        NetworkWeights weights = new(layout);
        Dictionary<SafetensorsEntry, ParameterDescriptor> parameters = new(ReferenceEqualityComparer.Instance);
        foreach (ParameterDescriptor parameter in layout.Parameters)
        {
            parameters.Add(entries[parameter.Name], parameter);
        }

        foreach (SafetensorsEntry entry in reader.Tensors)
        {
            reader.Seek(entry);
            ReadTensor(reader, parameters[entry], weights.Memory);
        }

        reader.CheckEnd();
        weights.Memory.Touch();
        return weights;
    }

    /// <summary>Loads a safetensors file that is in memory.</summary>
    /// <param name="layout">The network's layout.</param>
    /// <param name="safetensors">The file's bytes.</param>
    /// <exception cref="InvalidDataException">The data are broken, or their tensors are not the network's; the message names the tensor.</exception>
    public static unsafe NetworkWeights Load(WeightLayout layout, ReadOnlySpan<byte> safetensors)
    {
        fixed (byte* bytes = safetensors)
        {
            byte none = 0;
            using UnmanagedMemoryStream stream = new(bytes is null ? &none : bytes, safetensors.Length);
            return Load(layout, stream);
        }
    }

    /// <summary>Saves the weights as a safetensors file: written beside it, flushed to the disk, then put in its place.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path) => AtomicFile.Write(path, Save);

    /// <summary>Writes the weights as safetensors.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    public void Save(Stream stream)
    {
        SafetensorsWriter writer = new(
            stream,
            [.. Layout.Parameters.Select(static parameter => (parameter.Name, parameter.Shape, TypeOf(parameter)))],
            Metadata);
        foreach (ParameterDescriptor parameter in Layout.Parameters)
        {
            if (parameter.Role == ParameterRole.Counter)
            {
                writer.Write((long)Memory.Span[parameter.Offset]);
                continue;
            }

            PackedRows rows = new(parameter, Memory);
            float[] piece = new float[rows.RowsPerPiece * rows.RowLength];
            for (int row = 0; row < rows.Count; row += rows.RowsPerPiece)
            {
                Span<float> values = piece.AsSpan(0, Math.Min(rows.RowsPerPiece, rows.Count - row) * rows.RowLength);
                rows.Read(row, values);
                writer.Write(values);
            }
        }

        writer.Finish();
    }

    private AlignedMemory Refold()
    {
        lock (_folding)
        {
            // Read before the weights are: a change while they are folded makes what comes of it old at once.
            int version = Memory.Version;
            if (_fold.Version != version)
            {
                AlignedMemory memory = Layout.FoldedFloats == 0 ? _fold.Memory : new AlignedMemory(Layout.FoldedFloats);
                DerivedPack.UpdateAll(Layout.Derived, ref Memory.Origin, ref memory.Origin);
                foreach (FoldedNorm norm in Layout.Folds)
                {
                    norm.Update(Memory.Span, memory.Span);
                }

                _fold = new Fold(memory, version);
            }

            return _fold.Memory;
        }
    }

    private sealed record Fold(AlignedMemory Memory, int Version);

    /// <summary>Checks that the tensors are the network's, all of them and no others.</summary>
    private static Dictionary<string, SafetensorsEntry> Match(WeightLayout layout, IReadOnlyList<SafetensorsEntry> tensors)
    {
        Dictionary<string, SafetensorsEntry> entries = new(StringComparer.Ordinal);
        foreach (SafetensorsEntry entry in tensors)
        {
            entries.Add(entry.Name, entry);
        }

        HashSet<string> expected = new(StringComparer.Ordinal);
        foreach (ParameterDescriptor parameter in layout.Parameters)
        {
            expected.Add(parameter.Name);
            string wanted = $"{TypeOf(parameter)} {Names.Shape(parameter.Shape)}";
            if (!entries.TryGetValue(parameter.Name, out SafetensorsEntry? entry))
            {
                string found = entries.Count == 0 ? "no tensors" : Names.List(entries.Keys, MostNamesInMessage);
                throw new InvalidDataException($"tensor '{parameter.Name}' is missing; expected {wanted}, found {found}");
            }

            bool isCounter = parameter.Role == ParameterRole.Counter;
            if (!SafetensorsTypes.IsReal(entry.Type) && !(isCounter && entry.Type == SafetensorsTypes.Int64))
            {
                throw new InvalidDataException(
                    $"tensor '{parameter.Name}': dtype is {entry.Type}; expected {(isCounter ? SafetensorsTypes.Int64 : SafetensorsTypes.Real)}");
            }

            if (!IsSame(entry.Shape, parameter.Shape))
            {
                throw new InvalidDataException($"tensor '{parameter.Name}' is {entry}; expected {wanted}");
            }
        }

        foreach (SafetensorsEntry entry in tensors)
        {
            if (!expected.Contains(entry.Name))
            {
                throw new InvalidDataException(
                    $"tensor {Names.Quote(entry.Name)} ({entry}) is not the network's; expected only {Names.List(expected, MostNamesInMessage)}");
            }
        }

        return entries;
    }

    private static string TypeOf(ParameterDescriptor parameter) =>
        parameter.Role == ParameterRole.Counter ? SafetensorsTypes.Int64 : SafetensorsTypes.Float32;

    private static bool IsSame(IReadOnlyList<long> left, IReadOnlyList<int> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (int axis = 0; axis < left.Count; axis++)
        {
            if (left[axis] != right[axis])
            {
                return false;
            }
        }

        return true;
    }

    private static void ReadTensor(SafetensorsReader reader, ParameterDescriptor parameter, AlignedMemory memory)
    {
        PackedRows rows = new(parameter, memory);
        float[] piece = new float[rows.RowsPerPiece * rows.RowLength];
        for (int row = 0; row < rows.Count; row += rows.RowsPerPiece)
        {
            Span<float> values = piece.AsSpan(0, Math.Min(rows.RowsPerPiece, rows.Count - row) * rows.RowLength);
            reader.Read(values);
            rows.Write(row, values);
        }
    }
}
