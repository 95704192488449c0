using System.IO;
using System.Linq;

namespace CnnGen.Tool;

/// <summary>The files that a command is about to write.</summary>
internal static class Targets
{
    /// <summary>Why files are not written: some are there already, and nobody said to write over them; null where nothing is in the way.</summary>
    public static string? FaultOf(bool isForced, params string[] files)
    {
        string[] present = [.. files.Where(File.Exists)];
        return present.Length == 0 || isForced ? null
            : $"{string.Join(" and ", present)} {(present.Length == 1 ? "is" : "are")} there already; --force writes over {(present.Length == 1 ? "it" : "them")}";
    }
}
