using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Onnx.Naming;

/// <summary>C# identifiers out of names that are none.</summary>
internal static class Identifiers
{
    /// <summary>A class's name: <c>ResNet18V1</c> of <c>ResNet18-v1.onnx</c>'s stem.</summary>
    public static string Pascal(string name) => Joined(name, "Network");

    /// <summary>A parameter's name.</summary>
    public static string Camel(string name)
    {
        string pascal = Joined(name, "Out");
        return char.ToLowerInvariant(pascal[0]) + pascal[1..];
    }

    /// <summary>Whether text is an identifier, or several with dots between.</summary>
    public static bool IsName(string name, bool mayHaveDots) => name.Length > 0 && (mayHaveDots ? name.Split('.') : [name]).All(static part =>
        part.Length > 0 && (char.IsLetter(part[0]) || part[0] == '_') && part.All(static character => char.IsLetterOrDigit(character) || character == '_'));

    private static string Joined(string name, string otherwise)
    {
        IEnumerable<string> words = string.Concat(name.Select(static character => char.IsLetterOrDigit(character) && char.IsAscii(character) ? character : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => char.ToUpperInvariant(word[0]) + word[1..]);
        string joined = string.Concat(words);
        return joined.Length == 0 ? otherwise : char.IsDigit(joined[0]) ? otherwise + joined : joined;
    }
}
