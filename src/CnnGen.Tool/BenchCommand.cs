using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Intrinsics;
using CnnGen.Tool.Timing;

namespace CnnGen.Tool;

/// <summary><c>cnngen bench Networks.dll</c>: says how fast a compiled network is on this machine.</summary>
internal sealed class BenchCommand
{
    private const int DefaultRepetitions = 50;
    private const int MostThreads = 1024;
    private const double Giga = 1e9;

    private readonly Argument<string> _assembly = Paths.File("The .dll that a build of the network's project makes.");
    private readonly Option<string?> _network = new("--network") { Description = "The class, with its namespace or without, where there are several." };
    private readonly Option<int> _batch = Positive("--batch", 1, int.MaxValue, "Samples of a call; 1 unless set.");
    private readonly Option<int[]> _threads = new("--threads")
    {
        Description = "Threads that share a call, such as --threads 1 4; one, and as many as there are cores, unless set.",
        DefaultValueFactory = static _ => [.. new[] { 1, Environment.ProcessorCount }.Distinct()],
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> _repetitions = Positive("--repetitions", DefaultRepetitions, int.MaxValue / 2, "Calls that are timed, behind as many that are not; 50 unless set.");
    private readonly Report _report;

    private BenchCommand(Report report)
    {
        _report = report;
        _threads.Validators.Add(static result => Check(result, "--threads", MostThreads));
    }

    public static Command Create(Report report)
    {
        BenchCommand bench = new(report);
        Command command = new("bench", "Times a compiled network on this machine.") { bench._assembly, bench._network, bench._batch, bench._threads, bench._repetitions };
        command.SetAction(parsed => report.Run(() => bench.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        try
        {
            return Measure(NetworkAssembly.Load(parsed.GetValue(_assembly)!).Find(parsed.GetValue(_network)), parsed);
        }
        catch (Exception exception) when (exception is TypeLoadException or MissingMemberException)
        {
            throw new InvalidDataException($"the assembly was built with another version of CnnGen ({exception.Message}); build it with that of this tool", exception);
        }
    }

    private int Measure(NetworkTiming network, ParseResult parsed)
    {
        int batch = parsed.GetValue(_batch);
        IEnumerable<CallTimes> timings = parsed.GetValue(_threads)!.Select(threads => network.Measure(threads, batch, parsed.GetValue(_repetitions))).ToList();
        _report.Say($"{network.Name}: {Number(network.MultiplyAdds)} multiply-adds a sample, {Report.Count(batch, "sample")} a call, vectors of {VectorBits()} bits");
        _report.Tabulate(
            ["threads", "median ms", "fastest ms", "samples a second", "GFLOP/s", "bytes allocated a call"],
            timings.Select(timing => Row(timing, batch, network.MultiplyAdds)));
        return CommandLine.Done;
    }

    // A multiply-add is two operations.
    private static string[] Row(CallTimes timing, int batch, long multiplyAdds)
    {
        double seconds = Math.Max(timing.Median.TotalSeconds, double.Epsilon);
        return
        [
            Number(timing.Threads), Milliseconds(timing.Median), Milliseconds(timing.Fastest), Number((long)(batch / seconds)),
            (2.0 * multiplyAdds * batch / seconds / Giga).ToString("0.0", CultureInfo.InvariantCulture), Number(timing.Allocated),
        ];
    }

    private static Option<int> Positive(string name, int otherwise, int most, string description)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result => Check(result, name, most));
        return option;
    }

    // By what was typed: no number has been made of it yet.
    private static void Check(SymbolResult result, string name, int most)
    {
        foreach (Token token in result.Tokens)
        {
            if (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1 || number > most)
            {
                result.AddError($"{name} '{token.Value}' is no number from 1 to {most}");
            }
        }
    }

    private static int VectorBits() => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
