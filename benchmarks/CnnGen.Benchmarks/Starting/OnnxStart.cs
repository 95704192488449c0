using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using CnnGen.Benchmarks.Onnx;

namespace CnnGen.Benchmarks.Starting;

/// <summary>The program that ONNX Runtime's start is measured of: it loads the library and a model, computes once, and tells the time since it began.</summary>
internal static class OnnxStart
{
    /// <summary>Runs it.</summary>
    /// <param name="path">The model, of <see cref="LeNet5"/>.</param>
    /// <exception cref="InvalidOperationException">There is no ONNX Runtime.</exception>
    public static void Run(string path)
    {
        long start = Stopwatch.GetTimestamp();
        OrtApi api = OrtLibrary.TryLoad(out string? missing) ?? throw new InvalidOperationException(missing);
        using OrtSession session = new(api, File.ReadAllBytes(path), [1, 1, 28, 28], [1, LeNet5.OutputLength]);
        session.Run();
        TimeSpan first = Stopwatch.GetElapsedTime(start);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"read {first.TotalMilliseconds:F2} ms after Main began, the weights included"));
    }
}
