using System.CommandLine;
using CnnGen.Export.Compiling;

namespace CnnGen.Tool;

/// <summary>The options that say which class of some C# files is meant, and what it needs.</summary>
internal sealed class NetworkOptions
{
    private readonly Option<string?> _network = new("--network") { Description = "The class, with its namespace or without, where there are several." };
    private readonly Option<string[]> _references = new("--reference") { Description = "An assembly with blocks or constants that the class uses; may be given several times." };

    public void AddTo(Command command)
    {
        command.Options.Add(_network);
        command.Options.Add(_references);
    }

    /// <summary>Reads the network.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="sources">C# files, folders, and projects for their folders.</param>
    public ReadNetwork Read(ParseResult parsed, string[] sources) =>
        NetworkReader.Read(NetworkSources.Find(sources), parsed.GetValue(_references) ?? [], parsed.GetValue(_network));
}
