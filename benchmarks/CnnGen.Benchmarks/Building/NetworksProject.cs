using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CnnGen.Benchmarks.Building;

/// <summary>
/// The project of the networks that everybody knows. It is built when it is asked for: megabytes of generated code that every build of the
/// solution would compile otherwise.
/// </summary>
internal static class NetworksProject
{
    /// <summary>The namespace of its classes.</summary>
    public const string Namespace = Name;

    private const string Name = "CnnGen.Benchmarks.Networks";

    /// <summary>Its assembly, once it is built.</summary>
    public static string AssemblyPath => Path.Combine(Folder(), "bin", "Release", "net10.0", Name + ".dll");

    /// <summary>Builds it, with what it depends on.</summary>
    /// <param name="options">More options of <c>dotnet build</c>.</param>
    /// <returns>The time it took.</returns>
    /// <exception cref="InvalidOperationException">The build fails.</exception>
    public static TimeSpan Build(params IEnumerable<string> options)
    {
        string[] arguments = ["build", Path.Combine(Folder(), Name + ".csproj"), "-c", "Release", "-v", "quiet", "--nologo", .. options];
        Stopwatch watch = Stopwatch.StartNew();
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? watch.Elapsed
            : throw new InvalidOperationException($"'dotnet {string.Join(' ', arguments)}' failed: {output.Trim()}");
    }

    /// <summary>Builds and loads it.</summary>
    /// <exception cref="InvalidOperationException">The build fails.</exception>
    public static Assembly Load()
    {
        Build();
        return Assembly.LoadFrom(AssemblyPath);
    }

    // Beside the folder that this file was compiled in: the program measures the repository that it comes from.
    private static string Folder([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", Name));
}
