using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Runtime.Tests;

public sealed class MetadataTests
{
    [Fact]
    public void ReplacedMetadata_LeavesTheTensorsBytes()
    {
        using TemporaryFolder folder = new();
        string path = folder["weights.safetensors"];
        AtomicFile.Write(path, static stream =>
        {
            SafetensorsWriter writer = new(stream, [("a", [2]), ("b", [1])], new Dictionary<string, string> { ["format"] = "pt" });
            writer.Write([1, 2, 3]);
            writer.Finish();
        });
        byte[] data = File.ReadAllBytes(path)[^12..];
        for (int length = 0; length < 9; length++)
        {
            Dictionary<string, string> metadata = new() { ["note"] = new string('"', length) };
            Safetensors.ReplaceMetadata(path, metadata);
            Assert.Equal(metadata, Safetensors.ReadMetadata(path));
            Assert.Equal(data, File.ReadAllBytes(path)[^12..]);
            Assert.Equal(0, (new FileInfo(path).Length - 12) % 8);
            Assert.Equal([1f, 2f, 3f], Safetensors.Read(path).OrderBy(static tensor => tensor.Key).SelectMany(static tensor => tensor.Value.Values));
        }
    }

    [Fact]
    public void BrokenFile_IsNamed_AndLeft()
    {
        using TemporaryFolder folder = new();
        string path = folder["weights.safetensors"];
        File.WriteAllBytes(path, [9, 0, 0, 0, 0, 0, 0, 0, (byte)'{']);
        Assert.Contains("weights.safetensors: ", Assert.Throws<InvalidDataException>(() => Safetensors.ReplaceMetadata(path, new Dictionary<string, string>())).Message, StringComparison.Ordinal);
        Assert.Equal(9, new FileInfo(path).Length);
        Assert.Throws<FileNotFoundException>(() => Safetensors.ReadMetadata(folder["missing"]));
    }
}
