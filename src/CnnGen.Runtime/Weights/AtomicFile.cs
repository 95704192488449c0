using System;
using System.ComponentModel;
using System.IO;

namespace CnnGen.Runtime;

/// <summary>Writes files so that a reader, a crash or a full disk never meets half of one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AtomicFile
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Writes a file beside the target, flushes it to the disk and renames it over the target.</summary>
    /// <remarks>When anything fails, the target is as it was and the file beside it is gone.</remarks>
    /// <param name="path">The target; where it is a symbolic link, what the link points at.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The target is a folder, or writing failed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        FileInfo file = new(path);
        string target = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;

        // Said of the target, before anything is written; the file beside it is none of the user's.
        if (Directory.Exists(target))
        {
            throw new IOException($"'{target}' is a folder; expected a file to write");
        }

        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"there is no folder '{folder}' to write '{Path.GetFileName(target)}' to");
        }

        // In the same directory, because a rename is atomic only within one file system.
        string temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        bool created = false;
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes))
            {
                created = true;
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            if (created)
            {
                Delete(temporary);
            }

            throw;
        }
    }

    /// <summary>Deletes what a failed write left; that this fails too must not hide why the write did.</summary>
    private static void Delete(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
