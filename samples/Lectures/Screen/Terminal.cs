using System;
using System.IO;
using System.Text;
using Spectre.Console;

namespace Lectures.Screen;

/// <summary>Where the tour is written: a terminal as it is, or plain text where the output is redirected.</summary>
internal static class Terminal
{
    // Longer lines are hard to read, and nothing in the tour is wider.
    private const int WidestLine = 100;

    public static IAnsiConsole Open()
    {
        if (Console.IsOutputRedirected)
        {
            return Plain(Console.Out);
        }

        // Pictures and tables are drawn with block characters.
        Console.OutputEncoding = Encoding.UTF8;
        IAnsiConsole console = AnsiConsole.Console;
        console.Profile.Width = Math.Min(console.Profile.Width, WidestLine);
        return console;
    }

    /// <summary>No colours and no control sequences.</summary>
    public static IAnsiConsole Plain(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = WidestLine;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
