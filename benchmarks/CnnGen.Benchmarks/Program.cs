using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Benchmarks.Building;
using CnnGen.Benchmarks.Cases;
using CnnGen.Benchmarks.Layers;
using CnnGen.Benchmarks.Measuring;
using CnnGen.Benchmarks.Starting;
using CnnGen.Benchmarks.Typing;

namespace CnnGen.Benchmarks;

/// <summary>Prints one table: our times, those of ONNX Runtime and PyTorch, and the fraction of the processor's peak.</summary>
internal static class Program
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int WrongUsage = 2;

    private static int Main(string[] arguments)
    {
        if (arguments is ["typing"] or ["typing", "--quick"])
        {
            TypingBenchmark.Run(quick: arguments.Length > 1);
            return Success;
        }

        try
        {
            switch (arguments)
            {
                case ["build"]:
                    return Show(BuildBenchmark.Run());
                case ["start"] or ["start", "--quick"]:
                    return Show(StartBenchmark.Run(quick: arguments.Length > 1));
                case ["start-onnx", var model]:
                    OnnxStart.Run(model);
                    return Success;
                default:
                    return Measure(arguments);
            }
        }
        catch (InvalidOperationException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return Failure;
        }
    }

    private static int Show(IEnumerable<string> lines)
    {
        Console.WriteLine(Machine.Describe());
        foreach (string line in lines)
        {
            Console.WriteLine(line);
        }

        return Success;
    }

    private static int Measure(string[] arguments)
    {
        if (Options.Parse(arguments) is not { } options)
        {
            Console.Error.WriteLine(Options.Usage);
            return WrongUsage;
        }

        IReadOnlyList<BenchmarkCase> all = options.Table switch
        {
            Table.Networks => AllCases.OfNetworks(options),
            Table.Layers => AllLayers.Cases,
            Table.Gradients => AllCases.OfGradients(options),
            _ => AllCases.OfTable(options),
        };
        List<BenchmarkCase> cases = [.. all.Where(row => options.Includes(row.Name))];
        if (cases.Count == 0)
        {
            Console.Error.WriteLine($"no case has '{string.Join("' or '", options.Only)}' in its name");
            Console.Error.WriteLine(Options.Usage);
            return WrongUsage;
        }

        Run(cases, MeasuringPlan.Of(options));
        return Success;
    }

    private static void Run(List<BenchmarkCase> cases, MeasuringPlan plan)
    {
        using FmaPeak? peak = FmaPeak.Create();
        Console.WriteLine(Machine.Describe());
        Console.WriteLine(DescribePeak(peak, plan));
        string rounds = plan.Rounds.ToString(CultureInfo.InvariantCulture);
        Console.WriteLine($"medians of {rounds} rounds in turn; ratio: CnnGen's time / the peer's; bytes: allocated a call");
        Console.WriteLine();

        Peers peers = new();
        List<Result> results = [.. cases.Select(row => Measure(row, peers, peak, plan))];
        foreach (string line in Report.Lines(results))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine();
        foreach (string line in peers.Notes)
        {
            Console.WriteLine(line);
        }
    }

    private static string DescribePeak(FmaPeak? peak, MeasuringPlan plan)
    {
        if (peak is null)
        {
            return "FMA peak: not measured, this processor has no vector multiply-add";
        }

        double gflops = peak.FlopsPerIteration / Interleaved.Measure([peak], plan)[0];
        return $"FMA peak of one core: {gflops.ToString("F1", CultureInfo.InvariantCulture)} GFLOP/s ({peak.Name})";
    }

    private static Result Measure(BenchmarkCase row, Peers peers, FmaPeak? peak, MeasuringPlan plan)
    {
        using Match match = row.Prepare(peers);
        using CopyPeak? copy = row.Copy?.Invoke();
        IContestant?[] all = [match.Ours, match.Peer, copy, peak];
        List<IContestant> contestants = [.. all.OfType<IContestant>()];
        double[] times = Interleaved.Measure(contestants, plan);
        return new Result(
            row,
            times[0],
            match.Peer?.Name,
            match.Peer is null ? 0 : times[1],
            peak is null ? null : peak.FlopsPerIteration / times[^1],
            copy is null ? null : times[contestants.IndexOf(copy)],
            Allocations.PerIteration(match.Ours));
    }
}
