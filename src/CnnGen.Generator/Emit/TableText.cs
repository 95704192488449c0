using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace CnnGen.Generator.Emit;

/// <summary>Tables that the runtime's NetworkTable reads: bytes of the assembly, where a constructor's call for each line would be the largest part of its code.</summary>
internal static class TableText
{
    /// <summary>Writes a table as a property of the class, and an empty line behind it.</summary>
    /// <param name="writer">Receives it.</param>
    /// <param name="name">The property.</param>
    /// <param name="columns">What a line has.</param>
    /// <param name="lines">The lines.</param>
    public static void Write(CodeWriter writer, string name, string columns, IEnumerable<string> lines)
    {
        string text = string.Concat(lines.Select(static line => $"    {line}\n"));
        writer.Line("// " + columns);
        writer.Line($"private static global::System.ReadOnlySpan<byte> {name} => {(text.Length == 0 ? "default" : $"\"\"\"\n{text}    \"\"\"u8")};");
        writer.Line();
    }

    /// <summary>A table's lines as objects, as C#.</summary>
    public static string Read(string method, string name) => $"global::CnnGen.Runtime.NetworkTable.{method}({name})";

    /// <summary>Lines that begin with a name, each as it goes on from the one above: dots drop a part each of that, as the runtime reads it.</summary>
    /// <typeparam name="T">What a line is of.</typeparam>
    /// <param name="all">What the lines are of.</param>
    /// <param name="nameOf">The name.</param>
    /// <param name="restOf">What stands behind it.</param>
    public static IEnumerable<string> Named<T>(IEnumerable<T> all, Func<T, string> nameOf, Func<T, string> restOf)
    {
        string[] above = [];
        foreach (T one in all)
        {
            string name = Text(nameOf(one));
            string[] parts = name.Split('.');
            int common = 0;

            // A part at least is dropped: without dots in front a line would begin anew.
            while (common < above.Length - 1 && common < parts.Length - 1 && above[common] == parts[common])
            {
                common++;
            }

            // A dot behind those of the parts that are dropped would be one of them.
            string first = common == 0 || parts[common].Length == 0 ? name : new string('.', above.Length - common) + string.Join(".", parts.Skip(common));
            yield return first + restOf(one);
            above = parts;
        }
    }

    /// <summary>Numbers as a field.</summary>
    public static string Numbers(IEnumerable<int> numbers) => string.Join(" ", numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Text as a field: what parts fields and lines, what is no ASCII, quotes that would end the literal, and a dot in front, by number.</summary>
    public static string Text(string text)
    {
        StringBuilder field = new(text.Length);
        foreach (char letter in text)
        {
            bool isQuoteBehindQuote = letter == '"' && field.Length > 0 && field[field.Length - 1] == '"';
            bool isDotInFront = letter == '.' && field.Length == 0;
            if (isDotInFront || letter is < ' ' or > '~' or ';' or '\\' || isQuoteBehindQuote)
            {
                field.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                field.Append(letter);
            }
        }

        return field.ToString();
    }
}
