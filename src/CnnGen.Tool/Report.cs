using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CnnGen.Export;
using CnnGen.Onnx;
using CnnGen.PyTorch;
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

    /// <summary>Runs a command; what it cannot read or write is said in one line.</summary>
    /// <returns>The command's exit code.</returns>
    public int Run(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (ExportException exception)
        {
            return Fail(exception.Message, exception.Problems);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or ImportException or CheckpointException)
        {
            return Fail(exception.Message);
        }
    }

    /// <summary>Says what is wrong: in one line, and more lines where it is several things.</summary>
    /// <returns>The exit code.</returns>
    public int Fail(string line, IEnumerable<string>? problems = null)
    {
        Complain(line);
        foreach (string problem in problems ?? [])
        {
            Complain("  " + problem);
        }

        return CommandLine.Failed;
    }

    /// <summary>Lists the problems of a file, a row each.</summary>
    public void List(string file, IReadOnlyList<Problem> problems)
    {
        Complain($"{file}: {Count(problems.Count, "problem")}; nothing is written");
        string[] columns = ["node", "operator", "what is wrong, and what to do"];
        _errors.Write(TableOf(columns, problems.Select(static problem => new[] { problem.Node, problem.Operator, problem.Message })));
    }

    /// <summary>Says what there is as a table.</summary>
    public void Tabulate(string[] columns, IEnumerable<string[]> rows) => _output.Write(TableOf(columns, rows));

    /// <summary>A number of things: 1 tensor, 2 tensors.</summary>
    public static string Count(int count, string what) => count == 1 ? $"1 {what}" : string.Create(CultureInfo.InvariantCulture, $"{count} {what}s");

    private void Complain(string line) => _errors.Profile.Out.Writer.WriteLine(line);

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
