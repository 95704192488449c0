using System;
using System.IO;
using System.Text;
using Spectre.Console;

namespace Samples;

/// <summary>Where the program's output goes: a terminal as it is, or plain text where it is redirected.</summary>
public static class Screen
{
    // Wider than any line, so that nothing is folded in a file.
    private const int FileWidth = 1000;

    public static IAnsiConsole Open() => Console.IsOutputRedirected ? Plain(Console.Out) : AnsiConsole.Console;

    /// <summary>No colours, no control sequences, no folded lines and no blanks at their ends.</summary>
    public static IAnsiConsole Plain(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(new TrimmingWriter(writer)),
        });
        console.Profile.Width = FileWidth;
        return console;
    }

    /// <summary>Passes text on without the blanks at the ends of its lines, with which tables are filled up.</summary>
    private sealed class TrimmingWriter(TextWriter writer) : TextWriter
    {
        private int _blanks;

        public override Encoding Encoding => writer.Encoding;

        public override void Write(char value)
        {
            if (value == ' ')
            {
                _blanks++;
                return;
            }

            for (; _blanks > 0; _blanks--)
            {
                if (value is not ('\n' or '\r'))
                {
                    writer.Write(' ');
                }
            }

            writer.Write(value);
        }

        public override void Flush() => writer.Flush();
    }
}
