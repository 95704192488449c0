using System;
using System.IO;
using System.Linq;

namespace CnnGen.Benchmarks.Onnx;

/// <summary>Finds ONNX Runtime where an environment variable points.</summary>
internal static class OrtLibrary
{
    private const string Variable = "CNNGEN_ONNXRUNTIME";

    private static readonly string[] FilePatterns = ["libonnxruntime.so*", "libonnxruntime*.dylib", "onnxruntime.dll"];

    /// <summary>Loads the library.</summary>
    /// <param name="missing">One line that tells what is missing and how to get it, or null.</param>
    /// <returns>The library, or null if there is none.</returns>
    public static OrtApi? TryLoad(out string? missing)
    {
        string? path = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(path))
        {
            missing = $"ONNX Runtime is left out: {Variable} is not set. {Advice}";
            return null;
        }

        if (Find(path) is not { } file)
        {
            missing = $"ONNX Runtime is left out: there is no library at {Variable}={path}. {Advice}";
            return null;
        }

        try
        {
            missing = null;
            return OrtApi.Load(Path.GetFullPath(file));
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException
            or EntryPointNotFoundException or NotSupportedException)
        {
            missing = $"ONNX Runtime is left out: {exception.Message.ReplaceLineEndings(" ")}";
            return null;
        }
    }

    private static string Advice =>
        "Install the npm package onnxruntime-node with --ignore-scripts " +
        "and set it to the file bin/napi-v*/linux/x64/libonnxruntime.so.1 in there.";

    private static string? Find(string path)
    {
        if (File.Exists(path))
        {
            return path;
        }

        return Directory.Exists(path)
            ? FilePatterns.SelectMany(pattern => Directory.EnumerateFiles(path, pattern)).Order(StringComparer.Ordinal).FirstOrDefault()
            : null;
    }
}
