using System.Collections.Generic;
using System.IO;
using CnnGen.Onnx;
using Spectre.Console;

namespace CnnGen.Tool;

/// <summary>Says what was done, and what is wrong.</summary>
internal sealed class Report(TextWriter output, TextWriter errors)
{
    private readonly IAnsiConsole _output = Console(output);
    private readonly IAnsiConsole _errors = Console(errors);

    public void Say(string line) => _output.Profile.Out.Writer.WriteLine(line);

    /// <summary>Says in one line what is wrong.</summary>
    public void Complain(string line) => _errors.Profile.Out.Writer.WriteLine(line);

    /// <summary>Lists the problems of a file, a row each.</summary>
    public void List(string file, IReadOnlyList<Problem> problems)
    {
        Complain($"{file}: {(problems.Count == 1 ? "1 problem" : $"{problems.Count} problems")}; nothing is written");
        Table table = new Table().Border(TableBorder.Minimal).AddColumn("node").AddColumn("operator").AddColumn("what is wrong, and what to do");
        foreach (Problem problem in problems)
        {
            table.AddRow(new Text(problem.Node), new Text(problem.Operator), new Text(problem.Message));
        }

        _errors.Write(table);
    }

    private static IAnsiConsole Console(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = int.Max(console.Profile.Width, NarrowestTable);
        return console;
    }

    // Below it names are cut into pieces.
    private const int NarrowestTable = 120;
}
