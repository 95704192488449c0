using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CnnGen.Benchmarks.Onnx;

namespace CnnGen.Benchmarks.Starting;

/// <summary>How long a program takes to its first LeNet-5 result: samples/Tiny compiled ahead of time and under the JIT, and one on ONNX Runtime.</summary>
internal static partial class StartBenchmark
{
    private const int Rounds = 40;
    private const int QuickRounds = 10;

    /// <summary>Publishes the programs, starts each in turn, and reads what they say.</summary>
    /// <param name="quick">Whether a look is enough.</param>
    /// <returns>The lines to show.</returns>
    /// <exception cref="InvalidOperationException">One of them cannot be built or fails.</exception>
    public static IEnumerable<string> Run(bool quick)
    {
        string work = Directory.CreateTempSubdirectory("cnngen-start").FullName;
        try
        {
            List<Contestant> contestants = Prepare(work);
            int rounds = quick ? QuickRounds : Rounds;
            for (int round = -1; round < rounds; round++)
            {
                // The first round brings the files into memory.
                foreach (Contestant contestant in contestants)
                {
                    contestant.Start(isCounted: round >= 0);
                }
            }

            int width = contestants.Max(static contestant => contestant.Name.Length);
            return
            [
                string.Create(CultureInfo.InvariantCulture, $"medians of {rounds} starts in turn"),
                "",
                $"{"program".PadRight(width)}  Main to the first result, ms  start to end, ms  bytes shipped",
                .. contestants.Select(contestant => contestant.Line(width)),
            ];
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static List<Contestant> Prepare(string work)
    {
        string ahead = Path.Combine(work, "ahead");
        string jit = Path.Combine(work, "jit");
        string model = Path.Combine(work, "lenet5.onnx");
        Publish("-o", ahead);
        Publish("-o", jit, "-p:PublishAot=false", "--self-contained", "false");
        File.WriteAllBytes(model, OnnxModel.Of(LeNet5.Create(seed: 1), batch: 1).Bytes);

        // Tiny's files but for what only debuggers and editors read; ONNX Runtime's library alone.
        string tiny = Path.Combine(ahead, OperatingSystem.IsWindows() ? "tiny.exe" : "tiny");
        string program = typeof(StartBenchmark).Assembly.Location;
        List<Contestant> contestants =
        [
            new("CnnGen, NativeAOT", new FileInfo(tiny).Length, tiny),
            new("CnnGen, JIT", Directory.EnumerateFiles(jit, "*.dll").Sum(static file => new FileInfo(file).Length), "dotnet", Path.Combine(jit, "tiny.dll")),
        ];
        if (OrtLibrary.TryLoad(out string? missing) is { } api)
        {
            string? library = Process.GetCurrentProcess().Modules.Cast<ProcessModule>().FirstOrDefault(static module => module.ModuleName.Contains("onnxruntime", StringComparison.Ordinal))?.FileName;
            contestants.Add(new($"ONNX Runtime {api.LibraryVersion}, JIT", library is null ? 0 : new FileInfo(library).Length, "dotnet", program, "start-onnx", model));
        }
        else
        {
            Console.Error.WriteLine(missing);
        }

        return contestants;
    }

    private static void Publish(params string[] options)
    {
        string[] arguments = ["publish", Folder(), "-c", "Release", "-v", "quiet", "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false", .. options];
        (int code, string output) = RunToEnd("dotnet", arguments);
        if (code != 0)
        {
            throw new InvalidOperationException($"'dotnet {string.Join(' ', arguments)}' failed: {output.Trim()}");
        }
    }

    private static (int Code, string Output) RunToEnd(string file, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    // Beside the folder that this file was compiled in: the program measures the repository that it comes from.
    private static string Folder([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "samples", "Tiny"));

    [GeneratedRegex(@"([0-9.]+) ms after Main began", RegexOptions.CultureInvariant)]
    private static partial Regex FirstResult { get; }

    /// <summary>A program that is started again and again.</summary>
    private sealed class Contestant(string name, long bytes, string file, params string[] arguments)
    {
        private readonly List<double> _fromMain = [];
        private readonly List<double> _whole = [];

        public string Name => name;

        public void Start(bool isCounted)
        {
            long start = Stopwatch.GetTimestamp();
            (int code, string output) = RunToEnd(file, arguments);
            TimeSpan whole = Stopwatch.GetElapsedTime(start);
            Match said = FirstResult.Match(output);
            if (code != 0 || !said.Success)
            {
                throw new InvalidOperationException($"{name} failed with code {code}: {output.Trim()}");
            }

            if (isCounted)
            {
                _fromMain.Add(double.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture));
                _whole.Add(whole.TotalMilliseconds);
            }
        }

        public string Line(int width) => string.Create(CultureInfo.InvariantCulture, $"{name.PadRight(width)}  {Median(_fromMain),28:F1}  {Median(_whole),16:F1}  {bytes,13:N0}");

        private static double Median(List<double> times)
        {
            times.Sort();
            return times[times.Count / 2];
        }
    }
}
