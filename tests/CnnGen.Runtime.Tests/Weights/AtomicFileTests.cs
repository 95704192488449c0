using System;
using System.IO;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>Whatever fails while saving, the old file stays and nothing else does.</summary>
public sealed class AtomicFileTests
{
    [Fact]
    public void FailureInTheMiddle_KeepsTheOldFile()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["w"], "old");
        IOException exception = Assert.Throws<IOException>(() => AtomicFile.Write(folder["w"], stream =>
        {
            stream.Write(new byte[200_000]);
            throw new IOException("disk full");
        }));
        Assert.Equal("disk full", exception.Message);
        Assert.Equal("old", File.ReadAllText(folder["w"]));
        Assert.Equal(["w"], folder.Names);
    }

    [Fact]
    public void UntilTheWriterIsDone_ReadersSeeTheOldFile()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["w"], "old");
        AtomicFile.Write(folder["w"], stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(folder["w"]));
        });
        Assert.Equal("new", File.ReadAllText(folder["w"]));
        Assert.Equal(["w"], folder.Names);
    }

    [Fact]
    public void FailureOfTheRename_RemovesTheNewFile()
    {
        using TemporaryFolder folder = new();
        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(folder["w"], stream =>
        {
            stream.Write(new byte[200_000]);

            // Takes the target's place while the content is written.
            Directory.CreateDirectory(folder["w"]);
        }));
        Assert.Equal(["w"], folder.Names);
    }

    [Fact]
    public void Folder_IsToldBeforeAnythingIsWritten()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["w"]);
        IOException exception = Assert.Throws<IOException>(() => AtomicFile.Write(folder["w"], _ => Assert.Fail("it was written")));
        Assert.Equal($"'{folder["w"]}' is a folder; expected a file to write", exception.Message);
        Assert.Equal(["w"], folder.Names);
    }

    [Fact]
    public void MissingFolder_IsTold()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder["none"], "w");
        DirectoryNotFoundException exception = Assert.Throws<DirectoryNotFoundException>(() => NetworkWeights.Create(Layouts.Small(), 1).Save(path));
        Assert.Equal($"there is no folder '{folder["none"]}' to write 'w' to", exception.Message);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void SymbolicLink_StaysALink()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Links take a privilege there.
        }

        using TemporaryFolder folder = new();
        File.WriteAllText(folder["target"], "old");
        File.CreateSymbolicLink(folder["link"], folder["target"]);
        AtomicFile.Write(folder["link"], stream => stream.Write("new"u8));
        Assert.NotNull(new FileInfo(folder["link"]).LinkTarget);
        Assert.Equal("new", File.ReadAllText(folder["target"]));
    }
}
