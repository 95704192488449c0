using System;
using System.IO;

namespace CnnGen.Tests;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cnngen-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string[] Names => Array.ConvertAll(Directory.GetFileSystemEntries(_folder.FullName), entry => Path.GetFileName(entry));

    public void Dispose() => _folder.Delete(recursive: true);
}
