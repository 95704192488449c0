using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Benchmarks.Measuring;
using CnnGen.Tests;

namespace CnnGen.Benchmarks.Typing;

/// <summary>What the generator costs while a user types: the driver's own timing of one run behind each edit.</summary>
internal static class TypingBenchmark
{
    private const int OtherFiles = 200;

    // A language server has compiled the generator long ago: each kind's first edits are not counted.
    private const int WarmUpEdits = 5;
    private const int FirstWarmUpEdits = 40;

    private static readonly int[] Depths = [26, 50, 100, 200, 400];

    /// <summary>A way to edit the network: no two numbers give the same source.</summary>
    /// <param name="Title">The table's words for it.</param>
    /// <param name="Before">What stands in the source.</param>
    /// <param name="After">What an edit of a number puts there.</param>
    private sealed record Kind(string Title, string Before, Func<int, string> After)
    {
        public string Apply(string source, int number) => source.Contains(Before, StringComparison.Ordinal)
            ? source.Replace(Before, After(number), StringComparison.Ordinal)
            : throw new InvalidOperationException($"'{Before}' is not in the source");
    }

    private static readonly Kind[] ResNetKinds =
    [
        new("filters of a layer in the middle", "[Conv(256, 3, Pad = 1, Name = \"layer3.2.conv2\")", edit => Invariant($"[Conv({257 + edit}, 3, Pad = 1, Name = \"layer3.2.conv2\")")),
        new("kernel of a layer in the middle", "[Conv(256, 3, Pad = 1, Name = \"layer3.2.conv2\")", edit => Invariant($"[Conv(256, {5 + (2 * edit)}, Pad = {2 + edit}, Name = \"layer3.2.conv2\")")),
        new("a layer added in the middle", "Name = \"layer3.2.conv2\"), ReLU", edit => Invariant($"Name = \"layer3.2.conv2\"), ReLU, Conv({129 + edit}, 3, Pad = 1, Name = \"added\"), ReLU")),
        new("a layer renamed", "Name = \"layer3.2.conv2\"", edit => Invariant($"Name = \"layer3.2.conv2_{edit}\"")),
        new("features of the last layer", "Linear(1000,", edit => Invariant($"Linear({1001 + edit},")),
        new("padding of the first layer", "Stride = 2, Pad = 3, Name = \"conv1\"", edit => Invariant($"Stride = 2, Pad = {4 + edit}, Name = \"conv1\"")),
        new("input's width: every shape is new", "[Input(3, 224, 224)", edit => Invariant($"[Input(3, 224, {232 + (8 * edit)})")),
        new("first layer's stride, 2 and 1 in turn", "7, Stride = 2", _ => "7, Stride = 1"),
    ];

    private static readonly Kind[] ChainKinds =
    [
        new("one layer", "[Conv(36, 3, Pad = 1, Name = \"conv4\")", edit => Invariant($"[Conv({600 + edit}, 3, Pad = 1, Name = \"conv4\")")),
        new("every shape", "[Input(32, 28, 28)]", edit => Invariant($"[Input(32, 28, {29 + edit})]")),
    ];

    /// <summary>Prints the tables.</summary>
    /// <param name="quick">Whether to make fewer edits.</param>
    public static void Run(bool quick)
    {
        int edits = quick ? 8 : 25;
        TypingProject project = new(LargeProject.ResNet50(), OtherFiles);
        Console.WriteLine(Machine.Describe());
        Console.WriteLine(Invariant($"ResNet-50 in a project of {OtherFiles + 1} files: {project.GeneratedLength:N0} characters in {project.Files} generated files"));
        Console.WriteLine(Invariant($"{edits} edits of a kind, each to source not seen before but for the last kind; milliseconds in the generator, as the driver times it"));
        Console.WriteLine();
        _ = Measure(FirstWarmUpEdits, number => EditNetwork(project, ResNetKinds[number % ResNetKinds.Length], edits + WarmUpEdits + number));
        TypingProject tracked = new(LargeProject.ResNet50(), OtherFiles, tracksSteps: true);
        Print(["edit", "fastest", "median", "p95", "networks written", "files changed"], ResNetRows(project, tracked, edits));

        Console.WriteLine();
        Console.WriteLine("Chains of convolutions and ReLUs, no two convolutions alike: medians");
        Print(["layers", "one layer edited, ms", "us a layer", "every shape edited, ms", "us a layer"], Depths.Select(depth => ChainRow(depth, edits)));
    }

    private static IEnumerable<string[]> ResNetRows(TypingProject project, TypingProject tracked, int edits)
    {
        double[] unrelated = Measure(edits, number => EditOther(project, number));
        EditOther(tracked, 0);
        yield return ["a method in another file", .. Times(unrelated), .. Steps(tracked)];
        foreach (Kind kind in ResNetKinds)
        {
            double[] times = Measure(edits, number => EditNetwork(project, kind, number));
            string source = tracked.Text(0);
            tracked.Edit(0, kind.Apply(source, 0));
            yield return [kind.Title, .. Times(times), .. Steps(tracked)];
            tracked.Edit(0, source);
        }
    }

    private static string[] Steps(TypingProject tracked) => [Invariant($"{tracked.NetworksRun}"), Invariant($"{tracked.FilesChanged} of {tracked.Files}")];

    private static string[] ChainRow(int depth, int edits)
    {
        TypingProject project = new(LargeProject.Chain(depth), otherFiles: 0);
        double[] medians = [.. ChainKinds.Select(kind => Interleaved.Median(Measure(edits, number => EditNetwork(project, kind, number))))];
        return [Invariant($"{depth}"), .. medians.SelectMany(median => new[] { Invariant($"{median:F1}"), Invariant($"{1e3 * median / depth:F0}") })];
    }

    private static double[] Measure(int edits, Func<int, double> edit) =>
        [.. Enumerable.Range(0, WarmUpEdits + edits).Select(edit).Skip(WarmUpEdits)];

    private static double EditOther(TypingProject project, int number)
    {
        string source = project.Text(1);
        double time = project.Edit(1, source.Replace("int sum = 0;", Invariant($"int sum = {number + 1};"), StringComparison.Ordinal));
        project.Edit(1, source);
        return time;
    }

    // Each edit starts from the same source; going back to it is not timed.
    private static double EditNetwork(TypingProject project, Kind kind, int number)
    {
        string source = project.Text(0);
        double time = project.Edit(0, kind.Apply(source, number));
        project.Edit(0, source);
        return time;
    }

    private static string[] Times(double[] times)
    {
        double[] sorted = [.. times.Order()];
        return [Invariant($"{sorted[0]:F1}"), Invariant($"{Interleaved.Median(times):F1}"), Invariant($"{sorted[(int)Math.Ceiling(0.95 * sorted.Length) - 1]:F1}")];
    }

    private static void Print(string[] headings, IEnumerable<string[]> rows)
    {
        List<string[]> lines = [headings, .. rows];
        int[] widths = [.. headings.Select((_, column) => lines.Max(line => line[column].Length))];
        foreach (string[] line in lines)
        {
            Console.WriteLine(string.Join("  ", line.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
