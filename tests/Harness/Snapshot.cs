using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace CnnGen.Tests;

/// <summary>Compares a text with a file of the test project's Snapshots folder; CNNGEN_ACCEPT=1 writes the file instead.</summary>
internal static class Snapshot
{
    // [CallerFilePath] is a mapped path in deterministic builds; the project file says where it is.
    private static readonly string Folder = Path.Combine(
        typeof(Snapshot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectFolder").Value!, "Snapshots");

    public static void Matches(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("CNNGEN_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"there is no snapshot {name}; run with CNNGEN_ACCEPT=1 to write it");
        string[] expected = File.ReadAllText(path).Split('\n');
        string[] actual = text.Split('\n');
        for (int line = 0; line < Math.Max(expected.Length, actual.Length); line++)
        {
            string wanted = line < expected.Length ? expected[line] : "(end)";
            string found = line < actual.Length ? actual[line] : "(end)";
            Assert.True(
                wanted == found,
                $"{name} differs first in line {line + 1}; run with CNNGEN_ACCEPT=1 to accept\n  snapshot:  {wanted}\n  generated: {found}");
        }
    }
}
