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

    /// <summary>Files and folders that are read, one at least.</summary>
    public static Argument<string[]> Files(string name, string description)
    {
        Argument<string[]> files = new(name) { Description = description, Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(result => Check(result, name));
        return files;
    }

    /// <summary>A file that an option names and that is read.</summary>
    public static Option<string?> Source(string name, string description) => Target(name, description);

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
