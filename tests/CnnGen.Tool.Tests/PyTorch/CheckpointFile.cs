using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace CnnGen.Tool.Tests.PyTorch;

/// <summary>Makes files as torch.save does.</summary>
internal sealed class CheckpointFile
{
    private readonly List<(string Name, byte[] Bytes)> _entries = [];
    private int _storages;

    public string Root { get; init; } = "archive";

    public CompressionLevel Compression { get; init; } = CompressionLevel.NoCompression;

    /// <summary>Adds a storage; the tensor sees all of it.</summary>
    public SavedTensor Add<T>(string storage, T[] values, params long[] shape)
        where T : unmanaged
    {
        byte[] bytes = new byte[Buffer.ByteLength(values)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return AddBytes(storage, bytes, values.Length, shape);
    }

    /// <summary>Adds a storage of so many elements.</summary>
    public SavedTensor AddBytes(string storage, byte[] bytes, long length, params long[] shape)
    {
        string key = _storages++.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _entries.Add(($"data/{key}", bytes));
        long[] strides = [.. shape.Select((_, axis) => shape[(axis + 1)..].Aggregate(1L, static (product, size) => product * size))];
        return new SavedTensor(storage, key, length, 0, shape, strides);
    }

    public SavedTensor Floats(params float[] values) => Add("FloatStorage", values, values.Length);

    public CheckpointFile Entry(string name, string text)
    {
        _entries.Add((name, Encoding.UTF8.GetBytes(text)));
        return this;
    }

    /// <summary>The file with a value's pickle.</summary>
    public byte[] Save(object? value, int protocol = 2) => SavePickle(PickleWriter.Write(value, protocol));

    /// <summary>The file with any pickle.</summary>
    public byte[] SavePickle(byte[] pickle)
    {
        MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in _entries.Prepend(("data.pkl", pickle)).Append(("version", "3\n"u8.ToArray())))
            {
                using Stream entry = zip.CreateEntry($"{Root}/{name}", Compression).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }
}
