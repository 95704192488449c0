using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Benchmarks.Cases;

namespace CnnGen.Benchmarks;

/// <summary>The measured figures of one case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Nanoseconds">Our time.</param>
/// <param name="Peer">Who it is compared with, or null.</param>
/// <param name="PeerNanoseconds">The peer's time.</param>
/// <param name="PeakGflops">One core's FMA peak in the same rounds, or null where it cannot be measured.</param>
/// <param name="CopyNanoseconds">What copies take that move as much memory, or null where nothing was copied.</param>
/// <param name="AllocatedBytes">Managed bytes that one iteration allocates.</param>
internal sealed record Result(
    BenchmarkCase Case,
    double Nanoseconds,
    string? Peer,
    double PeerNanoseconds,
    double? PeakGflops,
    double? CopyNanoseconds,
    double AllocatedBytes);

/// <summary>Aligned plain text.</summary>
internal static class Report
{
    private static readonly string[] Headings =
        ["case", "threads", "CnnGen", "peer", "peer's time", "ratio", "GFLOP/s", "FMA peak", "of peak", "of a copy", "bytes"];

    /// <summary>The table's lines.</summary>
    /// <param name="results">The rows.</param>
    public static IEnumerable<string> Lines(IEnumerable<Result> results)
    {
        List<string[]> rows = [Headings, .. results.Select(Cells)];
        int[] widths = [.. Headings.Select((_, column) => rows.Max(row => row[column].Length))];
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => Align(cell, column, widths[column]))).TrimEnd());
    }

    /// <summary>A time with a unit that suits it.</summary>
    /// <param name="nanoseconds">The time.</param>
    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e4 => Format(nanoseconds / 1e3, "F2") + " us",
        < 1e6 => Format(nanoseconds / 1e3, "F1") + " us",
        _ => Format(nanoseconds / 1e6, "F2") + " ms",
    };

    private static string[] Cells(Result result)
    {
        // Two floating-point operations a multiply-add: per nanosecond, that is GFLOP/s.
        double gflops = 2 * result.Case.MultiplyAdds / result.Nanoseconds;
        double? peak = result.PeakGflops * result.Case.Threads;
        return
        [
            result.Case.Title,
            Format(result.Case.Threads, "F0"),
            Time(result.Nanoseconds),
            result.Peer ?? "-",
            result.Peer is null ? "-" : Time(result.PeerNanoseconds),
            result.Peer is null ? "-" : Format(result.Nanoseconds / result.PeerNanoseconds, "F2"),
            Format(gflops, "F1"),
            peak is null ? "-" : Format(peak.Value, "F1"),
            peak is null ? "-" : Format(100 * gflops / peak.Value, "F0") + " %",
            result.CopyNanoseconds is not { } copy ? "-" : Format(100 * copy / result.Nanoseconds, "F0") + " %",
            Format(result.AllocatedBytes, "0.#"),
        ];
    }

    // Words to the left, numbers to the right.
    private static string Align(string cell, int column, int width) =>
        Headings[column] is "case" or "peer" ? cell.PadRight(width) : cell.PadLeft(width);

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
