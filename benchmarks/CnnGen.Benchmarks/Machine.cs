using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace CnnGen.Benchmarks;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    /// <summary>The processor, its number of threads, the operating system and the .NET version in one line.</summary>
    public static string Describe() =>
        $"{Processor()}, {Environment.ProcessorCount} hardware threads, " +
        $"{RuntimeInformation.RuntimeIdentifier}, {RuntimeInformation.FrameworkDescription}";

    private static string Processor()
    {
        const string LinuxFile = "/proc/cpuinfo";
        string? line = File.Exists(LinuxFile)
            ? File.ReadLines(LinuxFile).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? $"{RuntimeInformation.OSArchitecture} processor";
    }
}
