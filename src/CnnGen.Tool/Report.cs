using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Onnx;
using Spectre.Console;

namespace CnnGen.Tool;

/// <summary>Says what was done, and what is wrong.</summary>
internal sealed class Report(TextWriter output, TextWriter errors)
{
    // Below it names are cut into pieces.
    private const int NarrowestTable = 120;

    private readonly IAnsiConsole _output = Console(output);
    private readonly IAnsiConsole _errors = Console(errors);

    public void Say(string line) => _output.Profile.Out.Writer.WriteLine(line);

    /// <summary>Says in one line what is wrong.</summary>
    public void Complain(string line) => _errors.Profile.Out.Writer.WriteLine(line);

    /// <summary>Lists the problems of a file, a row each.</summary>
    public void List(string file, IReadOnlyList<Problem> problems)
    {
        Complain($"{file}: {(problems.Count == 1 ? "1 problem" : $"{problems.Count} problems")}; nothing is written");
        string[] columns = ["node", "operator", "what is wrong, and what to do"];
        _errors.Write(TableOf(columns, problems.Select(static problem => new[] { problem.Node, problem.Operator, problem.Message })));
    }

    /// <summary>Says what there is as a table.</summary>
    public void Tabulate(string[] columns, IEnumerable<string[]> rows) => _output.Write(TableOf(columns, rows));

    // As text, which has no markup: names come from files.
    private static Table TableOf(string[] columns, IEnumerable<string[]> rows)
    {
        Table table = new Table().Border(TableBorder.Minimal).AddColumns(columns);
        foreach (string[] row in rows)
        {
            table.AddRow(row.Select(static cell => new Text(cell)));
        }

        return table;
    }

    private static IAnsiConsole Console(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = int.Max(console.Profile.Width, NarrowestTable);
        return console;
    }
}
