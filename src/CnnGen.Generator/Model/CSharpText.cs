using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CnnGen.Generator.Model;

/// <summary>Values as C#.</summary>
internal static class CSharpText
{
    // Words that came later are keywords in their places alone.
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate",
        "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in",
        "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private",
        "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this",
        "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    /// <summary>Whether a word cannot be a name.</summary>
    public static bool IsKeyword(string word) => Keywords.Contains(word);

    /// <summary>Text as a string literal.</summary>
    public static string Literal(string text) =>
        "\"" + string.Concat(text.Select(character => character is '"' or '\\' ? "\\" + character
            : character is < ' ' or > '~' ? "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture)
            : character.ToString())) + "\"";
}
