using System.CommandLine;
using System.CommandLine.Parsing;

namespace CnnGen.Tool;

/// <summary>Arguments and options that name a file or a folder.</summary>
internal static class Paths
{
    /// <summary>A file that is read.</summary>
    public static Argument<string> File(string description)
    {
        Argument<string> file = new("file") { Description = description };
        file.Validators.Add(static result => Check(result, "file"));
        return file;
    }

    /// <summary>A folder that is written to; the current one unless it is given.</summary>
    public static Option<string> Folder(string name, string description)
    {
        Option<string> folder = new(name) { Description = description, DefaultValueFactory = static _ => "." };
        folder.Validators.Add(result => Check(result, name));
        return folder;
    }

    /// <summary>A file that is written; named by the input unless it is given.</summary>
    public static Option<string?> Target(string name, string description)
    {
        Option<string?> file = new(name) { Description = description };
        file.Validators.Add(result => Check(result, name));
        return file;
    }

    private static void Check(SymbolResult result, string name)
    {
        foreach (Token token in result.Tokens)
        {
            if (token.Value.Length == 0 || token.Value.Contains('\0'))
            {
                result.AddError($"{name} '{token.Value}' is no path");
            }
        }
    }
}
