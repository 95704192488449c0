using System;
using System.Diagnostics;
using System.Linq;
using Xunit;

namespace CnnGen.Tool.Tests;

/// <summary>A Python with PyTorch or ONNX, where there is one: the one that CNNGEN_PYTHON names, or the system's.</summary>
internal static class Python
{
    private static readonly string[] Programs = [.. new[] { Environment.GetEnvironmentVariable("CNNGEN_PYTHON"), "/usr/bin/python3", "python3" }.OfType<string>()];

    /// <summary>Why a test is skipped; null where there is a program that has a package.</summary>
    public static string? Lack(string package) => ProgramWith(package) is null ? $"needs Python with {package}; CNNGEN_PYTHON names the program" : null;

    /// <summary>Runs a program's text, which uses a package.</summary>
    /// <returns>What it wrote.</returns>
    public static string Run(string package, string text, params string[] arguments)
    {
        string program = ProgramWith(package)!;
        (int code, string output) = TryRun(program, text, arguments) ?? throw new InvalidOperationException($"{program} does not start");
        Assert.True(code == 0, output);
        return output;
    }

    private static string? ProgramWith(string package) =>
        Programs.FirstOrDefault(program => TryRun(program, $"import importlib.util as u; exit(u.find_spec('{package}') is None)", []) is (0, _));

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
    public TorchFactAttribute() => Skip = Python.Lack("torch");
}

/// <summary>A test that is skipped, with the reason, where Python or its package onnx is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnnxFactAttribute : FactAttribute
{
    public OnnxFactAttribute() => Skip = Python.Lack("onnx");
}
