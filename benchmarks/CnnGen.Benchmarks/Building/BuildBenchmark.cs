using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace CnnGen.Benchmarks.Building;

/// <summary>What the networks of CnnGen.Benchmarks.Networks cost the build: generated text, time and assembly.</summary>
internal static class BuildBenchmark
{
    /// <summary>Builds the project twice, once for its dependencies and once timed, and looks at what came of it.</summary>
    /// <returns>The lines to show.</returns>
    /// <exception cref="InvalidOperationException">The build fails.</exception>
    public static IEnumerable<string> Run()
    {
        string work = Directory.CreateTempSubdirectory("cnngen-build").FullName;
        try
        {
            NetworksProject.Build();
            TimeSpan time = NetworksProject.Build(
                "--no-restore", "--no-dependencies", "--no-incremental", "-p:UseSharedCompilation=false",
                "-p:EmitCompilerGeneratedFiles=true", "-p:CompilerGeneratedFilesOutputPath=" + work);
            return Lines(Texts(work), time, new FileInfo(NetworksProject.AssemblyPath).Length);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static List<string> Lines(IReadOnlyList<(string Network, int Files, long Characters)> texts, TimeSpan time, long assembly)
    {
        int width = texts.Max(text => text.Network.Length);
        List<string> lines = [$"{"network".PadRight(width)}  files  characters generated"];
        lines.AddRange(texts.Select(text => $"{text.Network.PadRight(width)}  {text.Files,5}  {Number(text.Characters),20}"));
        lines.Add($"{"total".PadRight(width)}  {texts.Sum(text => text.Files),5}  {Number(texts.Sum(text => text.Characters)),20}");
        lines.Add("");
        lines.Add($"built from nothing in {time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s, compiler started anew; assembly of {Number(assembly)} bytes");
        return lines;
    }

    // A network's files begin with its class's: CnnGen.Benchmarks.Networks.Vgg16.g.cs, CnnGen.Benchmarks.Networks.Vgg16.Training.g.cs. Others are the kernels.
    private static List<(string Network, int Files, long Characters)> Texts(string folder)
    {
        List<(string Name, long Length)> files =
            [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(path => (Path.GetFileName(path), (long)File.ReadAllText(path).Length))];
        return
        [
            .. files.GroupBy(file => file.Name.StartsWith(NetworksProject.Namespace, StringComparison.Ordinal) ? file.Name[(NetworksProject.Namespace.Length + 1)..].Split('.')[0] : "(shared kernels)")
                .Select(network => (Network: network.Key, Files: network.Count(), Characters: network.Sum(file => file.Length)))
                .OrderBy(network => network.Characters),
        ];
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
