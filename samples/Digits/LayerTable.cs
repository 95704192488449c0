using System.Collections.Generic;
using System.Globalization;
using CnnGen;
using Spectre.Console;

namespace Digits;

/// <summary>The layers, with as much of each as fits a terminal of 80 columns; <see cref="NetworkInfo.ToString"/> has all of it.</summary>
internal static class LayerTable
{
    private const int Gap = 2;

    public static Table Of(NetworkInfo info)
    {
        Table table = new Table().Border(TableBorder.None)
            .AddColumn(Column("layer"))
            .AddColumn(Column("declared as"))
            .AddColumn(Column("output"))
            .AddColumn(Column("parameters").RightAligned())
            .AddColumn(Column("multiply-adds").RightAligned().PadRight(0));
        AddRow(table, "input", "", Shape(info.InputShape), "", "");
        foreach (LayerInfo layer in info.Layers)
        {
            AddRow(table, layer.Name, layer.Kind, Shape(layer.OutputShape), Number(layer.Parameters), Number(layer.MultiplyAdds));
        }

        AddRow(table, "total", "", "", Number(info.Parameters), Number(info.MultiplyAdds));
        return table;
    }

    private static TableColumn Column(string heading) => new TableColumn(heading).NoWrap().PadLeft(0).PadRight(Gap);

    // As text, because a shape's brackets would be markup.
    private static void AddRow(Table table, params string[] cells) => table.AddRow(System.Array.ConvertAll(cells, cell => new Text(cell)));

    private static string Shape(IReadOnlyList<int> shape) => string.Join('x', shape);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
