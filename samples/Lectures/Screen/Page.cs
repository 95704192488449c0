using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Lectures.Screen;

/// <summary>What a chapter is written on: text, formulas, tables, matrices, pictures and compile errors.</summary>
internal sealed class Page(IAnsiConsole console)
{
    public void PartTitle(string title)
    {
        console.Write(new Panel(new Markup($"[bold]{title.EscapeMarkup()}[/]")).Border(BoxBorder.Double).Expand());
        console.WriteLine();
    }

    public void Heading(string title, string name)
    {
        console.Write(new Rule($"[bold yellow]{title.EscapeMarkup()}[/] [grey]({name.EscapeMarkup()})[/]").LeftJustified());
        console.WriteLine();
    }

    /// <summary>A paragraph.</summary>
    public void Text(string text)
    {
        console.Write(new Markup(text.EscapeMarkup()));
        console.WriteLine();
        console.WriteLine();
    }

    /// <summary>Lines of arithmetic, set off from the text.</summary>
    public void Formulas(params string[] lines)
    {
        foreach (string line in lines)
        {
            console.MarkupLine($"    [aqua]{line.EscapeMarkup()}[/]");
        }

        console.WriteLine();
    }

    /// <summary>One row a network: how it is declared, and what that makes.</summary>
    public void Networks(params NetworkInfo[] networks) => Table(
        ["declared as", "output", "parameters", "multiply-adds"],
        [.. networks.Select(info => new[]
        {
            Declaration.Of(info), Shape(info.Layers[^1].OutputShape), Number(info.Parameters), Number(info.MultiplyAdds),
        })]);

    /// <summary>One row a layer, with the size of its output as float32; activations and dropout, which keep the shape and have no parameters, are left out.</summary>
    public void Layers(NetworkInfo info)
    {
        List<string[]> rows = [["input", "", Shape(info.InputShape), "", "", ""]];
        rows.AddRange(LayerRows.Of(info).Select(layer => new[]
        {
            layer.Name, layer.Kind, Shape(layer.OutputShape), Number(layer.Parameters), Number(layer.MultiplyAdds), Kilobytes(layer.ActivationBytes),
        }));
        rows.Add(["total", "", "", Number(info.Parameters), Number(info.MultiplyAdds), Kilobytes(LayerRows.Of(info).Sum(layer => layer.ActivationBytes))]);
        Table(["layer", "declared as", "output", "parameters", "multiply-adds", "KB"], [.. rows]);
    }

    /// <summary>Columns of numbers are set to the right, all others to the left.</summary>
    public void Table(string[] headings, string[][] rows)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        for (int column = 0; column < headings.Length; column++)
        {
            bool isNumeric = rows.All(row => row[column].Length == 0 || char.IsAsciiDigit(row[column].TrimStart('-')[0])) && !rows.Any(row => row[column].Contains('x'));
            TableColumn heading = new($"[bold]{headings[column].EscapeMarkup()}[/]");
            table.AddColumn(isNumeric ? heading.RightAligned().NoWrap() : heading);
        }

        foreach (string[] row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        console.Write(table);
        console.WriteLine();
    }

    /// <summary>Matrices beside each other.</summary>
    public void Matrices(params Matrix[] matrices) =>
        Beside(matrices.Select(matrix => Framed(matrix.Caption, new Text(matrix.ToString()), matrix.Width)));

    /// <summary>Pictures beside each other.</summary>
    public void Pictures(params Picture[] pictures) => Beside(pictures.Select(picture =>
        Framed(picture.Caption, PictureView.Of(picture, console.Profile.Capabilities.ColorSystem != ColorSystem.NoColors), picture.Width)));

    /// <summary>Curves beside each other.</summary>
    public void Charts(params Chart[] charts) => Beside(charts.Select(chart => Framed(chart.Caption, new Text(chart.ToString()), chart.X.Length)));

    /// <summary>A declaration that does not compile, over what the compiler says of it.</summary>
    public void CompileError(Mistake mistake)
    {
        console.Write(new Panel(new Markup($"{mistake.Declaration.EscapeMarkup()}\n[red]error {mistake.Id}:[/] {mistake.Message.EscapeMarkup()}"))
            .Header("does not compile").Border(BoxBorder.Rounded).BorderColor(Color.Red));
        console.WriteLine();
    }

    /// <summary>A shape, channels first.</summary>
    public static string Shape(IReadOnlyList<int> shape) => string.Join('x', shape);

    /// <summary>A whole number with its thousands apart.</summary>
    private static string Number(long number) => number.ToString("N0");

    /// <summary>Bytes in units of 1,024.</summary>
    private static string Kilobytes(long bytes) => $"{bytes / 1024.0:N1}";

    /// <summary>A frame as wide as its content and its caption need.</summary>
    private static Panel Framed(string caption, IRenderable content, int width)
    {
        const int Corners = 4;
        const int Edges = 2;
        Panel panel = new Panel(content).Header(caption.EscapeMarkup()).Border(BoxBorder.Rounded).BorderColor(Color.Grey).Padding(0, 0);
        panel.Width = Math.Max(width + Edges, caption.Length + Corners);
        return panel;
    }

    private void Beside(IEnumerable<IRenderable> items)
    {
        IRenderable[] row = [.. items];
        Grid grid = new();
        for (int i = 0; i < row.Length; i++)
        {
            grid.AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(i + 1 < row.Length ? 1 : 0));
        }

        console.Write(grid.AddRow(row));
        console.WriteLine();
    }
}
