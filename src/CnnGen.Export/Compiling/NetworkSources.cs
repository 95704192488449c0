using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace CnnGen.Export.Compiling;

/// <summary>The C# files that a command line names: files, folders, and projects, which stand for their folders.</summary>
internal static class NetworkSources
{
    private static readonly string[] BuildFolders = ["bin", "obj"];

    /// <summary>All files, each once.</summary>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths)
    {
        string[] files = [.. paths.SelectMany(FilesOf).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new ExportException("there is no .cs file in what was named");
    }

    private static IEnumerable<string> FilesOf(string path) => Path.GetExtension(path) switch
    {
        _ when Directory.Exists(path) => FilesIn(path),
        ".csproj" when File.Exists(path) => FilesIn(Path.GetDirectoryName(Path.GetFullPath(path))!),
        ".cs" when File.Exists(path) => [path],
        _ => throw new ExportException(File.Exists(path) ? $"'{path}' is no .cs file, no project and no folder" : $"there is no '{path}'"),
    };

    // What a build made is no source: it would be there twice.
    private static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFiles(folder, "*.cs")
        .Concat(Directory.EnumerateDirectories(folder).Where(static inner => !BuildFolders.Contains(Path.GetFileName(inner))).SelectMany(FilesIn))
        .Order(StringComparer.Ordinal);
}
