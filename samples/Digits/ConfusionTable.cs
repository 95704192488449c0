using System.Globalization;
using CnnGen;
using Spectre.Console;

namespace Digits;

/// <summary>The confusion matrix as a table: rows are what was written, columns what was read.</summary>
internal static class ConfusionTable
{
    public static Table Of(Evaluation evaluation)
    {
        Table table = new Table().Border(TableBorder.None).AddColumn(Column("is"));
        for (int digit = 0; digit < evaluation.Classes; digit++)
        {
            table.AddColumn(Column(Number(digit)).RightAligned());
        }

        table.AddColumn(Column("found").RightAligned().PadRight(0));
        for (int label = 0; label < evaluation.Classes; label++)
        {
            Markup[] cells = new Markup[evaluation.Classes + 2];
            cells[0] = new Markup(Number(label));
            for (int prediction = 0; prediction < evaluation.Classes; prediction++)
            {
                int count = evaluation.Confusion(label, prediction);
                cells[prediction + 1] = new Markup(
                    count == 0 ? "[grey].[/]" : label == prediction ? $"[green]{Number(count)}[/]" : $"[red]{Number(count)}[/]");
            }

            cells[^1] = new Markup(evaluation.Recall(label).ToString("P1", CultureInfo.InvariantCulture));
            table.AddRow(cells);
        }

        return table;
    }

    /// <summary>One blank between columns: ten digits and counts of thousands fit 80 columns.</summary>
    private static TableColumn Column(string heading) => new TableColumn(heading).NoWrap().PadLeft(0).PadRight(1);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
