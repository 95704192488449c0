using System;
using System.Diagnostics;
using System.Linq;
using Xunit;

namespace CnnGen.Tool.Tests.PyTorch;

/// <summary>A Python with PyTorch, where there is one: the one that CNNGEN_PYTHON names, or the system's.</summary>
internal static class Python
{
    public const string Missing = "needs Python with PyTorch; CNNGEN_PYTHON names the program";

    /// <summary>The program; null where there is none with the package.</summary>
    public static string? Program { get; } = new[] { Environment.GetEnvironmentVariable("CNNGEN_PYTHON"), "/usr/bin/python3", "python3" }
        .OfType<string>().FirstOrDefault(static program => TryRun(program, "import importlib.util as u; exit(u.find_spec('torch') is None)", []) is (0, _));

    /// <summary>Runs a program's text.</summary>
    /// <returns>What it wrote.</returns>
    public static string Run(string text, params string[] arguments)
    {
        (int code, string output) = TryRun(Program!, text, arguments) ?? throw new InvalidOperationException($"{Program} does not start");
        Assert.True(code == 0, output);
        return output;
    }

    private static (int Code, string Output)? TryRun(string program, string text, string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, ["-c", text, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string errors = "";
            process.ErrorDataReceived += (_, line) => errors += line.Data + "\n";
            process.BeginErrorReadLine();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, process.ExitCode == 0 ? output : output + errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

/// <summary>A test that is skipped, with the reason, where Python or PyTorch is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TorchFactAttribute : FactAttribute
{
    public TorchFactAttribute() => Skip = Python.Program is null ? Python.Missing : null;
}
