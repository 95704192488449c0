using System.Globalization;
using System.Linq;
using System.Text;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Emit;

/// <summary>Names of generated files.</summary>
internal static class HintName
{
    /// <summary>The longest name, in bytes of UTF-8.</summary>
    /// <remarks>
    /// EmitCompilerGeneratedFiles makes files of these names: file systems take 255 bytes, Windows often 260 characters for the whole path.
    /// </remarks>
    public const int MostBytes = 120;

    /// <summary>The text with its ending; a long one is cut and carries a hash of all of it, which keeps it apart from others.</summary>
    public static string Of(string text, string ending)
    {
        if (Encoding.UTF8.GetByteCount(text) + ending.Length <= MostBytes)
        {
            return text + ending;
        }

        string mark = "-" + StableHash.Of(text).ToString("x16", CultureInfo.InvariantCulture) + ending;
        int bytes = MostBytes - mark.Length;
        return string.Concat(text.TakeWhile(character => (bytes -= Bytes(character)) >= 0)) + mark;
    }

    // Half of a pair counts as much as the pair, so none is cut.
    private static int Bytes(char character) => character < 0x80 ? 1 : character < 0x800 ? 2 : char.IsSurrogate(character) ? 4 : 3;
}
