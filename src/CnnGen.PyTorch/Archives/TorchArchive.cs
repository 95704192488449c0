using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.IO.Hashing;
using System.Linq;
using System.Text;

namespace CnnGen.PyTorch.Archives;

/// <summary>The zip archive that torch.save writes: a pickle, and beside it a file of plain bytes for each storage.</summary>
/// <remarks>
/// torch.save compresses nothing. An archive that does, or whose entries together are larger than the file, is refused, so that nothing that is
/// read is larger than the file.
/// </remarks>
internal sealed class TorchArchive : IDisposable
{
    private const string PickleName = "/data.pkl";
    private const string Anew = "in Python, torch.save(torch.load(path, map_location='cpu'), new_path) with PyTorch 1.6 or newer writes it anew";
    private const string Damaged = "the file is damaged, or not all of it is there; get it again";

    private static readonly byte[] LegacyStart = [0x80, 0x02, 0x8A, 0x0A];

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;
    private readonly string _root;

    private TorchArchive(ZipArchive zip, long bytes, Dictionary<string, ZipArchiveEntry> entries, string root)
    {
        Bytes = bytes;
        _zip = zip;
        _entries = entries;
        _root = root;
        IsBigEndian = Find("byteorder") is { } order && ReadText(order) == "big";
    }

    /// <summary>The file's size.</summary>
    public long Bytes { get; }

    /// <summary>Whether the storages' numbers have their highest byte first.</summary>
    public bool IsBigEndian { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="CheckpointException">It is no archive of torch.save, or a damaged one.</exception>
    public static TorchArchive Open(string path)
    {
        FileStream stream = File.OpenRead(path);
        try
        {
            CheckStart(stream);
            ZipArchive zip = Guard(() => new ZipArchive(stream, ZipArchiveMode.Read));
            return Of(zip, stream.Length);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The pickle's bytes.</summary>
    public byte[] ReadPickle() => Read(_entries[_root + PickleName]);

    /// <summary>The number of a storage's bytes.</summary>
    public long StorageBytes(string key) => Storage(key).Length;

    /// <summary>The bytes of a storage.</summary>
    public byte[] ReadStorage(string key) => Read(Storage(key));

    public void Dispose() => _zip.Dispose();

    private static void CheckStart(FileStream stream)
    {
        byte[] start = new byte[LegacyStart.Length];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (start.AsSpan().SequenceEqual(LegacyStart))
        {
            throw new CheckpointException($"the file has the form of PyTorch before 1.6, a pickle outside of an archive, which is not read; {Anew}");
        }

        if (length < start.Length || !start.AsSpan().StartsWith("PK"u8))
        {
            throw new CheckpointException("the file is no zip archive, as torch.save writes; give a .pt or .pth file");
        }

        stream.Position = 0;
    }

    private static TorchArchive Of(ZipArchive zip, long fileLength)
    {
        Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in Guard(() => zip.Entries))
        {
            if (!entries.TryAdd(entry.FullName, entry))
            {
                throw new CheckpointException($"the archive has '{entry.FullName}' twice: {Damaged}");
            }
        }

        string root = RootOf(entries.Keys);
        if (entries.ContainsKey(root + "/constants.pkl"))
        {
            throw new CheckpointException(
                "the file is a TorchScript archive, a program with its weights; in Python, torch.save(torch.jit.load(path, map_location='cpu').state_dict(), new_path) writes the weights alone");
        }

        CheckSizes(entries.Values, fileLength);
        return new TorchArchive(zip, fileLength, entries, root);
    }

    private static void CheckSizes(IEnumerable<ZipArchiveEntry> entries, long left)
    {
        foreach (ZipArchiveEntry entry in entries)
        {
            if (entry.CompressedLength != entry.Length)
            {
                throw new CheckpointException($"'{entry.FullName}' in the archive is compressed, which torch.save never does; {Anew}");
            }

            if (entry.Length < 0 || entry.Length > left)
            {
                throw new CheckpointException($"'{entry.FullName}' in the archive has {entry.Length} bytes, and the file has {left} left for it: {Damaged}");
            }

            left -= entry.Length;
        }
    }

    /// <summary>The one folder that all lies in; torch.save calls it by the file.</summary>
    private static string RootOf(IEnumerable<string> names)
    {
        string[] pickles = [.. names.Where(static name => name.EndsWith(PickleName, StringComparison.Ordinal) && name.IndexOf('/', StringComparison.Ordinal) == name.Length - PickleName.Length)];
        return pickles.Length == 1
            ? pickles[0][..^PickleName.Length]
            : throw new CheckpointException($"the archive has {pickles.Length} files 'data.pkl', and one of torch.save has one; give a .pt or .pth file");
    }

    private ZipArchiveEntry Storage(string key) =>
        Find($"data/{key}") ?? throw new CheckpointException($"the archive has no 'data/{key}', where elements should lie: {Damaged}");

    private ZipArchiveEntry? Find(string name) => _entries.GetValueOrDefault($"{_root}/{name}");

    private static string ReadText(ZipArchiveEntry entry) => Encoding.UTF8.GetString(Read(entry)).Trim();

    private static byte[] Read(ZipArchiveEntry entry)
    {
        if (entry.Length > Array.MaxLength)
        {
            throw new CheckpointException($"'{entry.FullName}' in the archive has {entry.Length} bytes; at most {Array.MaxLength} are read");
        }

        byte[] bytes = new byte[entry.Length];
        Guard(() =>
        {
            using Stream stream = entry.Open();
            stream.ReadExactly(bytes);
            return bytes;
        });
        return Crc32.HashToUInt32(bytes) == entry.Crc32
            ? bytes
            : throw new CheckpointException($"'{entry.FullName}' in the archive has another checksum than the archive says: {Damaged}");
    }

    /// <summary>What the reader of zip archives says of a damaged one, as one kind of exception.</summary>
    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or ArithmeticException)
        {
            throw new CheckpointException($"the archive cannot be read ({exception.Message.TrimEnd('.')}): {Damaged}");
        }
    }
}
