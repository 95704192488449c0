using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CnnGen.Generator.Model;

/// <summary>Values as C#.</summary>
internal static class CSharpText
{
    // Words that came later are keywords in their places alone: some of them where types and parts of namespaces are named.
    private static readonly HashSet<string> KeywordsInPlaces = ["record", "required", "scoped", "file", "partial", "where", "yield", "await", "var", "dynamic", "field"];

    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate",
        "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in",
        "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private",
        "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this",
        "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
        "__arglist", "__makeref", "__reftype", "__refvalue",
    ];

    /// <summary>Whether a word cannot be a name.</summary>
    public static bool IsKeyword(string word) => Keywords.Contains(word);

    /// <summary>Whether text can be a name, if it is no keyword.</summary>
    public static bool IsIdentifier(string text) => text.Length > 0 && IsStart(text[0]) && text.All(IsPart);

    /// <summary>The name nearest to some text.</summary>
    public static string ToIdentifier(string text)
    {
        string parts = string.Concat(text.Select(static character => IsPart(character) ? character : '_'));
        return IsIdentifier(parts) ? parts : "_" + parts;
    }

    /// <summary>A name as it is written: a keyword, in whatever places, is one with @ in front.</summary>
    public static string Escaped(string name) => IsKeyword(name) || KeywordsInPlaces.Contains(name) ? "@" + name : name;

    private static bool IsStart(char character) => character == '_' || char.IsLetter(character);

    private static bool IsPart(char character) => IsStart(character) || char.IsDigit(character);

    /// <summary>Text as a string literal.</summary>
    public static string Literal(string text) =>
        "\"" + string.Concat(text.Select(character => character is '"' or '\\' ? "\\" + character
            : character is < ' ' or > '~' ? "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture)
            : character.ToString())) + "\"";
}
