using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace CnnGen;

/// <summary>What a check says of a gradient.</summary>
public enum GradientVerdict
{
    /// <summary>The measured slopes are the gradient's.</summary>
    Correct,

    /// <summary>A measured slope is another.</summary>
    Wrong,

    /// <summary>No slope could be measured well enough: the loss does not move by more than its rounding, or has kinks everywhere.</summary>
    Unclear,
}

/// <summary>The check of one parameter, or of the input.</summary>
/// <param name="Name">The parameter; <c>input</c> for the input.</param>
/// <param name="Checked">Elements that were moved, and once all of them along the gradient.</param>
/// <param name="Unclear">How many of them could not be measured well enough to tell.</param>
/// <param name="RelativeError">The worst of the others: |a - n| / max(|a|, |n|).</param>
/// <param name="Where">Where that is: an element by its index on each axis, or <c>its gradient</c> where all were moved along it.</param>
/// <param name="Gradient">The gradient there.</param>
/// <param name="Slope">The measured slope there.</param>
/// <param name="Verdict">What follows.</param>
public sealed record ParameterCheck(string Name, int Checked, int Unclear, double RelativeError, string Where, double Gradient, double Slope, GradientVerdict Verdict);

/// <summary>What <see cref="GradientCheck"/> found; <c>ToString()</c> prints a table.</summary>
/// <param name="parameters">A line for each parameter, and the input's.</param>
public sealed class GradientReport(IReadOnlyList<ParameterCheck> parameters)
{
    private static readonly string[] Headings = ["parameter", "checked", "unclear", "relative error", "at", "gradient", "slope", "verdict"];

    /// <summary>A line for each parameter in the network's order, then the input's.</summary>
    public IReadOnlyList<ParameterCheck> Parameters { get; } = parameters;

    /// <summary>Whether no gradient is wrong.</summary>
    public bool IsCorrect => Parameters.All(static parameter => parameter.Verdict != GradientVerdict.Wrong);

    /// <summary>The table: a line a parameter.</summary>
    public override string ToString()
    {
        List<string[]> rows = [Headings, .. Parameters.Select(Row)];
        int[] widths = [.. Headings.Select((_, column) => rows.Max(row => row[column].Length))];
        StringBuilder text = new();
        foreach (string[] row in rows)
        {
            text.AppendJoin("  ", row.Select((cell, column) => column is 0 or 4 or 7 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
            while (text[^1] == ' ')
            {
                text.Length--;
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string[] Row(ParameterCheck parameter) =>
    [
        parameter.Name,
        parameter.Checked.ToString(CultureInfo.InvariantCulture),
        parameter.Unclear.ToString(CultureInfo.InvariantCulture),
        parameter.RelativeError.ToString("0.0E+00", CultureInfo.InvariantCulture),
        parameter.Where,
        parameter.Gradient.ToString("G4", CultureInfo.InvariantCulture),
        parameter.Slope.ToString("G4", CultureInfo.InvariantCulture),
        parameter.Verdict == GradientVerdict.Wrong ? "WRONG" : parameter.Verdict == GradientVerdict.Correct ? "correct" : "unclear",
    ];
}
