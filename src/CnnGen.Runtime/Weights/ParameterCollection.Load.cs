using System;
using System.IO;
using CnnGen.Runtime;

namespace CnnGen;

/// <content>Loading of files that are not quite the network's own.</content>
public sealed partial class ParameterCollection
{
    /// <summary>Copies a safetensors file's tensors in: those of another network with the same trunk, or under other names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What its names become, and what may be missing, left over or of another shape.</param>
    /// <returns>What became of each tensor.</returns>
    /// <exception cref="IOException">The file cannot be read; all elements are as they were.</exception>
    /// <exception cref="InvalidDataException">The file is broken, or does not fit where the options do not allow it; the message names the tensor, and all elements are as they were.</exception>
    public LoadReport Load(string path, LoadOptions options) => Safetensors.ReadFile(path, stream => Load(stream, options));

    /// <summary>Copies a safetensors stream's tensors in.</summary>
    /// <param name="stream">The stream, read to its end; it stays open.</param>
    /// <param name="options">What its names become, and what may be missing, left over or of another shape.</param>
    /// <returns>What became of each tensor.</returns>
    /// <exception cref="InvalidDataException">The data are broken, or do not fit where the options do not allow it; the message names the tensor, and all elements are as they were.</exception>
    public LoadReport Load(Stream stream, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SafetensorsReader reader = new(stream);
        TensorMatch match = new(Array.ConvertAll(_parameters, static parameter => parameter.Descriptor), reader.Tensors, options);

        // Read beside what there is, which nothing touches until all has been read.
        AlignedMemory read = new(_memory.Length);
        NetworkWeights.Read(reader, match, read);
        foreach ((_, ParameterDescriptor parameter) in match.Pairs)
        {
            read.Span.Slice(parameter.Offset, parameter.Pack.PackedLength).CopyTo(_memory.Span[parameter.Offset..]);
        }

        _memory.Touch();
        return match.Report;
    }
}
