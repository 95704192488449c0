// What every package must have. Arguments: the folder of the packages, that of the repository, its commit.
using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Xml.Linq;

(string feed, string root, string commit) = (args[0], args[1], args[2]);
List<string> problems = [];
string[] packages = [.. Directory.EnumerateFiles(feed, "*.nupkg").Order(StringComparer.Ordinal)];
foreach (string package in packages)
{
    using ZipArchive archive = ZipFile.OpenRead(package);
    void Require(bool holds, string what)
    {
        if (!holds)
        {
            problems.Add($"{Path.GetFileName(package)}: {what}");
        }
    }

    CheckMetadata(archive, Require);
    CheckAssemblies(archive, package, Require);
}

Console.WriteLine($"{packages.Length} packages looked at, {problems.Count} problems");
problems.ForEach(Console.Error.WriteLine);
return packages.Length > 0 && problems.Count == 0 ? 0 : 1;

void CheckMetadata(ZipArchive archive, Action<bool, string> require)
{
    ZipArchiveEntry nuspec = archive.Entries.Single(static entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal));
    XElement metadata = XDocument.Parse(Text(nuspec)).Root!.Elements().Single();
    XElement? Element(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name);
    require(Element("license") is { Value: "MIT" } license && license.Attribute("type")?.Value == "expression", "its licence is no expression");
    foreach (string file in (string[])["readme", "icon"])
    {
        require(Element(file) is { } element && archive.GetEntry(element.Value) is { Length: > 0 }, $"it has no {file}");
    }

    require(archive.GetEntry("LICENSE") is not null, "the licence's text is missing");
    require(Element("repository")?.Attribute("commit")?.Value == commit, "the commit is missing");
    foreach (string text in (string[])["description", "tags", "releaseNotes", "projectUrl"])
    {
        require(Element(text) is { Value.Length: > 0 }, $"it has no {text}");
    }
}

void CheckAssemblies(ZipArchive archive, string package, Action<bool, string> require)
{
    ZipArchiveEntry[] assemblies = [.. archive.Entries.Where(IsOurs)];
    string symbols = Path.ChangeExtension(package, ".snupkg");
    require(assemblies.Length == 0 || File.Exists(symbols), "it has no symbols");
    using ZipArchive? symbolArchive = File.Exists(symbols) ? ZipFile.OpenRead(symbols) : null;
    foreach (ZipArchiveEntry assembly in assemblies)
    {
        require(!assembly.FullName.StartsWith("lib/", StringComparison.Ordinal) || archive.GetEntry(With(assembly, ".xml")) is not null, $"{assembly.Name} has no documentation");
        require(!Contains(Bytes(assembly), root), $"{assembly.Name} has a path of the machine that built it");
        byte[] pdb = symbolArchive?.GetEntry(With(assembly, ".pdb")) is { } entry ? Bytes(entry) : [];
        require(pdb.Length > 0, $"{assembly.Name} has no symbols");
        require(!Contains(pdb, root), $"the symbols of {assembly.Name} have a path of the machine that built it");
        require(Contains(pdb, $"https://raw.githubusercontent.com/cnngen/cnngen/{commit}/"), $"the symbols of {assembly.Name} do not say where the sources are");
    }
}

static bool IsOurs(ZipArchiveEntry entry) =>
    entry.Name.StartsWith("cnngen", StringComparison.OrdinalIgnoreCase) && entry.Name.EndsWith(".dll", StringComparison.Ordinal);

static string With(ZipArchiveEntry assembly, string extension) => Path.ChangeExtension(assembly.FullName, extension);

static bool Contains(byte[] bytes, string text) =>
    bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

static byte[] Bytes(ZipArchiveEntry entry)
{
    using Stream stream = entry.Open();
    using MemoryStream memory = new();
    stream.CopyTo(memory);
    return memory.ToArray();
}

static string Text(ZipArchiveEntry entry)
{
    using StreamReader reader = new(entry.Open());
    return reader.ReadToEnd();
}
