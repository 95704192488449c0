using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.PyTorch.Archives;
using CnnGen.PyTorch.Pickles;
using CnnGen.PyTorch.Tensors;
using CnnGen.Runtime;

namespace CnnGen.PyTorch;

/// <summary>A file of torch.save.</summary>
internal sealed class Checkpoint : IDisposable
{
    // Views may see elements twice, as tied weights do; a file of some bytes does not become a full disk.
    private const int MostRepetitions = 8;
    private const int SmallFile = 1 << 20;

    private readonly TorchArchive _archive;

    // The storages that several tensors see, until the last of them is written: together they are no larger than the file.
    private readonly Dictionary<string, byte[]> _storages = new(StringComparer.Ordinal);

    private Checkpoint(TorchArchive archive, IReadOnlyList<TensorDict> dicts)
    {
        _archive = archive;
        Dicts = dicts;
    }

    /// <summary>Its dictionaries with tensors, the likeliest network first; at least one.</summary>
    public IReadOnlyList<TensorDict> Dicts { get; }

    /// <summary>Opens a file and reads its pickle.</summary>
    /// <exception cref="CheckpointException">It is none of torch.save's, damaged, or uses what is not read.</exception>
    public static Checkpoint Open(string path)
    {
        TorchArchive archive = TorchArchive.Open(path);
        try
        {
            IReadOnlyList<TensorDict> dicts = TensorDict.FindAll(Unpickler.Read(archive.ReadPickle()));
            return dicts.Count > 0 ? new Checkpoint(archive, dicts)
                : throw new CheckpointException("the checkpoint has no dictionary of tensors; in Python, torch.save(model.state_dict(), new_path) writes one");
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>What is wrong with tensors, before anything of them is read.</summary>
    /// <returns>A line for each.</returns>
    public IReadOnlyList<string> ProblemsOf(IReadOnlyList<NamedTensor> tensors)
    {
        List<string> problems = [.. tensors.Select(ProblemOf).OfType<string>()];
        IEnumerable<string> repeated = tensors.GroupBy(static tensor => tensor.Name).Where(static group => group.Count() > 1).Select(static group => group.Key);
        problems.AddRange(repeated.Select(static name => $"{name}: two tensors would have this name; leave their prefix"));
        if (problems.Count == 0 && tensors.Sum(WrittenBytesOf) > (MostRepetitions * (double)_archive.Bytes) + SmallFile)
        {
            problems.Add($"the tensors are more than {MostRepetitions} times as large as the file: they are repetitions of a few elements; give them elements of their own with clone() before saving");
        }

        return problems;
    }

    /// <summary>Writes tensors without problems as safetensors.</summary>
    public void Write(IReadOnlyList<NamedTensor> tensors, Stream stream)
    {
        // Larger elements first, so that each tensor begins at a multiple of its elements' size.
        NamedTensor[] ordered = [.. tensors.OrderByDescending(static tensor => tensor.Tensor.Type.WrittenBytes)];
        _ = new SafetensorsWriter(stream, [.. ordered.Select(static tensor => (tensor.Name, ShapeOf(tensor), tensor.Tensor.Type.Written!))], metadata: null);
        Dictionary<string, int> uses = ordered.GroupBy(static tensor => tensor.Tensor.Storage.Key).ToDictionary(static group => group.Key, static group => group.Count());
        foreach (NamedTensor tensor in ordered)
        {
            string key = tensor.Tensor.Storage.Key;
            byte[] bytes = _storages.TryGetValue(key, out byte[]? known) ? known : _storages[key] = _archive.ReadStorage(key);
            TensorCopy.Write(tensor.Tensor, bytes, _archive.IsBigEndian, stream);
            if (--uses[key] == 0)
            {
                _storages.Remove(key);
            }
        }
    }

    public void Dispose() => _archive.Dispose();

    private string? ProblemOf(NamedTensor tensor)
    {
        try
        {
            TensorCheck.CheckBounds(tensor.Tensor, _archive.StorageBytes(tensor.Tensor.Storage.Key));
        }
        catch (CheckpointException exception)
        {
            return $"{tensor.Name}: {exception.Message}";
        }

        return tensor.Tensor.Type.Written is null ? $"{tensor.Name}: its elements are {tensor.Tensor.Type.Name}, which safetensors does not have; save real and imaginary parts apart"
            : tensor.Name == SafetensorsHeader.MetadataName ? $"{tensor.Name}: this name is safetensors' own; give the tensor another before saving"
            : null;
    }

    // No axis is longer than an int, which was checked.
    private static IReadOnlyList<int> ShapeOf(NamedTensor tensor) => [.. tensor.Tensor.Shape.Select(static size => checked((int)size))];

    private static double WrittenBytesOf(NamedTensor tensor) => (double)TensorCheck.ElementsOf(tensor.Tensor) * tensor.Tensor.Type.WrittenBytes;
}

/// <summary>A tensor under the name that it is written by.</summary>
internal sealed record NamedTensor(string Name, PickleTensor Tensor);
