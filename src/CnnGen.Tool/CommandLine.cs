using System.CommandLine;
using System.IO;

namespace CnnGen.Tool;

/// <summary>The program: its commands, and what it says where they are not understood.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 2;

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">Where results are said.</param>
    /// <param name="errors">Where problems are said.</param>
    /// <returns>The exit code: 0, or 2 where anything is wrong.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter errors)
    {
        Report report = new(output, errors);
        RootCommand root = new("Brings CnnGen networks in from PyTorch and ONNX, out to ONNX, and says what they are and how fast.")
        {
            ImportCommand.Create(report), ConvertCommand.Create(report), ExportCommand.Create(report), InspectCommand.Create(report), BenchCommand.Create(report),
        };

        // Without response files: an argument that begins with @ is a mistake like any other.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        int code = parsed.Invoke(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
        return parsed.Errors.Count > 0 ? Failed : code;
    }
}
