using System.Globalization;
using System.Linq;

namespace CnnGen.Generator.Model;

/// <summary>Values as C#.</summary>
internal static class CSharpText
{
    /// <summary>Text as a string literal.</summary>
    public static string Literal(string text) =>
        "\"" + string.Concat(text.Select(character => character is '"' or '\\' ? "\\" + character
            : character is < ' ' or > '~' ? "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture)
            : character.ToString())) + "\"";
}
