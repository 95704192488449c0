using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen;
using Spectre.Console;

namespace Samples;

/// <summary>The confusion matrix as a table: rows are what a sample is, columns what it was taken for.</summary>
public static class ConfusionTable
{
    /// <summary>The table of an evaluation.</summary>
    /// <param name="evaluation">What is shown.</param>
    /// <param name="kinds">The kinds' names, which may be fewer than the network's outputs; null where their numbers are all there is.</param>
    public static Table Of(Evaluation evaluation, IReadOnlyList<string>? kinds = null)
    {
        int count = kinds?.Count ?? evaluation.Classes;
        Table table = new Table().Border(TableBorder.None).AddColumn(Column("is"));
        for (int prediction = 0; prediction < count; prediction++)
        {
            table.AddColumn(Column(Number(prediction)).RightAligned());
        }

        table.AddColumn(Column("found").RightAligned().PadRight(0));
        for (int label = 0; label < count; label++)
        {
            IEnumerable<string> cells = Enumerable.Range(0, count).Select(prediction => Cell(evaluation.Confusion(label, prediction), label == prediction));
            table.AddRow([Title(label, kinds), .. cells, Share(evaluation.Recall(label))]);
        }

        return table;
    }

    private static string Title(int label, IReadOnlyList<string>? kinds) =>
        kinds is null ? Number(label) : $"{Number(label)} {Markup.Escape(kinds[label])}";

    private static string Cell(int count, bool right) => count == 0 ? "[grey].[/]" : right ? $"[green]{Number(count)}[/]" : $"[red]{Number(count)}[/]";

    /// <summary>A dash for what none of the samples is.</summary>
    private static string Share(double share) => double.IsNaN(share) ? "-" : share.ToString("P1", CultureInfo.InvariantCulture);

    /// <summary>One blank between columns: ten digits and counts of thousands fit 80 columns.</summary>
    private static TableColumn Column(string heading) => new TableColumn(heading).NoWrap().PadLeft(0).PadRight(1);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
