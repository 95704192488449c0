using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;

namespace CnnGen.Samples.Tests;

/// <summary>A sample as a process.</summary>
internal static class SampleProcess
{
    private const int LongestStop = 30_000;

    public static Process Start(Assembly sample, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["COLUMNS"] = "80";
        start.Environment["TERM"] = "xterm-256color";
        start.ArgumentList.Add(sample.Location);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end; its output comes with one blank in place of each gap.</summary>
    public static (int Code, string Output, string Error) Run(Assembly sample, params string[] arguments)
    {
        using Process process = Start(sample, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, string.Join(' ', output.Result.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), error);
    }

    /// <summary>It ends with code 2 and one line that says why.</summary>
    public static void AssertFails(Assembly sample, string[] arguments, string expected)
    {
        (int code, _, string error) = Run(sample, arguments);
        Assert.Equal(2, code);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    /// <summary>Sends it a signal when it has written a line, and waits until it is over.</summary>
    /// <returns>What it wrote to the error stream.</returns>
    public static async Task<string> Signal(Process process, string signal, string lineStart)
    {
        Task<string> error = process.StandardError.ReadToEndAsync();
        string? line;
        while ((line = process.StandardOutput.ReadLine()) is not null && !line.StartsWith(lineStart, StringComparison.Ordinal))
        {
        }

        Assert.True(line is not null, "it ended before it wrote the line");
        using (Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
        {
            kill.WaitForExit();
        }

        process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(LongestStop))
        {
            process.Kill();
            Assert.Fail("the signal did not end the training");
        }

        return await error;
    }

    /// <summary>A shell that starts the tests in the background makes them, and what they start, deaf to Ctrl+C.</summary>
    public static bool IsInterruptIgnored()
    {
        const int InterruptBit = 1 << 1;
        return OperatingSystem.IsLinux()
            && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
            && (Convert.ToInt64(line[7..].Trim(), 16) & InterruptBit) != 0;
    }
}
