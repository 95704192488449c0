using System;
using System.CommandLine;
using System.Linq;
using Lectures.Screen;
using Spectre.Console;

namespace Lectures;

/// <summary>The program's one argument: a chapter, or <c>list</c>.</summary>
internal static class CommandLine
{
    private const int WrongUsage = 2;
    private const string ListName = "list";

    /// <summary>Reads the argument and tells all chapters, one of them, or which there are.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, IAnsiConsole console)
    {
        Argument<string?> name = new("chapter")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = $"The chapter to show, or '{ListName}' for the names of all; without it the tour walks through every chapter.",
        };
        RootCommand command = new("A tour of the lectures on convolutional networks, every worked number computed by a network that is declared as a class.") { name };
        command.SetAction(result => Show(result.GetValue(name), new Page(console)));

        // Without response files: an argument that begins with @ is a mistake like any other.
        ParseResult parsed = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.Errors.Count > 0
            ? Complain(parsed.Errors[0].Message)
            : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static int Show(string? name, Page page)
    {
        if (name is null)
        {
            Tour.Walk(page);
        }
        else if (name == ListName)
        {
            Tour.List(page);
        }
        else if (Tour.Find(name) is { } chapter)
        {
            chapter.Show(page);
        }
        else
        {
            return Complain($"there is no chapter '{name}'; expected {ListName}, {string.Join(", ", Tour.Chapters.Select(known => known.Name))}");
        }

        return 0;
    }

    /// <summary>Says what is wrong, in one line whatever is in the message.</summary>
    private static int Complain(string message)
    {
        Console.Error.WriteLine($"lectures: {new string([.. message.Select(character => char.IsControl(character) ? ' ' : character)])}");
        return WrongUsage;
    }
}
