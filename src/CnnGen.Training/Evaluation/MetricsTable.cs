using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace CnnGen;

/// <summary>An evaluation as a table: a line a class, then the averages.</summary>
internal static class MetricsTable
{
    private const string MacroAverage = "macro average";
    private const string WeightedAverage = "weighted average";

    /// <summary>A share to four digits; a dash where there is none.</summary>
    public static string Share(double value) => double.IsNaN(value) ? "-" : value.ToString("F4", CultureInfo.InvariantCulture);

    /// <param name="evaluation">What is shown.</param>
    /// <param name="names">The classes' names; their numbers where there are none.</param>
    public static string Of(Evaluation evaluation, IReadOnlyList<string>? names)
    {
        string[] titles = [.. Enumerable.Range(0, evaluation.Classes).Select(label => names?[label] ?? label.ToString(CultureInfo.InvariantCulture))];
        int width = Math.Max(WeightedAverage.Length, titles.Max(static title => title.Length));
        StringBuilder text = new();
        Append(text, "class".PadRight(width), "precision", "recall", "f1", "samples");
        for (int label = 0; label < evaluation.Classes; label++)
        {
            Append(text, titles[label].PadRight(width), evaluation.MetricsOf(label), evaluation.Support(label));
        }

        Append(text, MacroAverage.PadRight(width), evaluation.MacroAverage, evaluation.Samples);
        Append(text, WeightedAverage.PadRight(width), evaluation.WeightedAverage, evaluation.Samples);
        return text.Append(evaluation).ToString();
    }

    private static void Append(StringBuilder text, string title, ClassMetrics metrics, int samples) =>
        Append(text, title, Share(metrics.Precision), Share(metrics.Recall), Share(metrics.F1), samples.ToString(CultureInfo.InvariantCulture));

    private static void Append(StringBuilder text, string title, string precision, string recall, string f1, string samples) =>
        text.Append($"{title}  {precision,9}  {recall,6}  {f1,6}  {samples,8}\n");
}
