using System;
using System.IO;

namespace Samples;

/// <summary>Looks at the paths of the command line before any work is done for them.</summary>
public static class Places
{
    /// <summary>What is wrong with a folder to read; null where nothing is.</summary>
    public static string? FaultOfFolder(string path) =>
        path.Length == 0 ? "which is empty"
        : File.Exists(path) ? "which is a file"
        : !Directory.Exists(path) ? "which does not exist"
        : null;

    /// <summary>What is wrong with a file to read; null where nothing is.</summary>
    public static string? FaultOfFile(string path) =>
        path.Length == 0 ? "which is empty"
        : Directory.Exists(path) ? "which is a folder"
        : !File.Exists(path) ? "which does not exist"
        : null;

    /// <summary>What is wrong with a folder to write to; null where nothing is.</summary>
    public static string? FaultOfFolderToWrite(string path) => FaultOfFolder(path) ?? (CanWrite(path) ? null : "where nothing can be written");

    /// <summary>What is wrong with a file or a folder to read; null where nothing is.</summary>
    public static string? FaultOfSource(string path) => File.Exists(path) ? null : FaultOfFolder(path);

    /// <summary>What is wrong with a file to write; null where nothing is.</summary>
    public static string? FaultOfFileToWrite(string path)
    {
        if (path.Length == 0)
        {
            return "which is empty";
        }

        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            return "which is a folder";
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return !Directory.Exists(folder) ? $"but there is no folder '{folder}'"
            : !CanWrite(folder) ? $"but nothing can be written to '{folder}'"
            : null;
    }

    /// <summary>Makes a file beside the one that will be written, as saving does: better now than after the training.</summary>
    private static bool CanWrite(string folder)
    {
        try
        {
            File.Create(Path.Combine(folder, $"{Path.GetRandomFileName()}.tmp"), 1, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
