using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Linq;
using System.Threading;

namespace CnnGen.Runtime;

/// <summary>A network's weights in the order its kernels read them. Instances that are forks of each other share one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NetworkWeights
{
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
    public static NetworkWeights Load(WeightLayout layout, string path) => Safetensors.ReadFile(path, stream => Load(layout, stream));

    /// <summary>Loads a safetensors stream, read to its end.</summary>
    /// <param name="layout">The network's layout.</param>
    /// <param name="stream">The stream; it stays open.</param>
    /// <exception cref="InvalidDataException">The data are broken, or their tensors are not the network's; the message names the tensor.</exception>
    public static NetworkWeights Load(WeightLayout layout, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(layout);
        SafetensorsReader reader = new(stream);
        TensorMatch match = new(layout.Parameters, reader.Tensors, LoadOptions.Exact);
        NetworkWeights weights = new(layout);
        Read(reader, match, weights.Memory);
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
            [.. Layout.Parameters.Select(static parameter => (parameter.Name, parameter.Shape, TensorMatch.TypeOf(parameter)))],
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

                WinogradPack.UpdateAll(Layout.AtPoints, ref Memory.Origin, ref memory.Origin);
                NarrowPack.UpdateAll(Layout.Narrow, ref Memory.Origin, ref memory.Origin);
                _fold = new Fold(memory, version);
            }

            return _fold.Memory;
        }
    }

    private sealed record Fold(AlignedMemory Memory, int Version);

    /// <summary>Reads the elements of the tensors that match, to the stream's end.</summary>
    /// <exception cref="InvalidDataException">The data end before, or go on behind, or are not what the header says.</exception>
    internal static void Read(SafetensorsReader reader, TensorMatch match, AlignedMemory memory)
    {
        foreach ((SafetensorsEntry entry, ParameterDescriptor parameter) in match.Pairs)
        {
            reader.Seek(entry);
            PackedRows rows = new(parameter, memory);
            float[] piece = new float[rows.RowsPerPiece * rows.RowLength];
            for (int row = 0; row < rows.Count; row += rows.RowsPerPiece)
            {
                Span<float> values = piece.AsSpan(0, Math.Min(rows.RowsPerPiece, rows.Count - row) * rows.RowLength);
                reader.Read(values);
                rows.Write(row, values);
            }
        }

        reader.CheckEnd();
    }
}
