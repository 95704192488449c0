using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CnnGen.Generator.Emit;

/// <summary>A number in the calls of stages.</summary>
/// <param name="Text">As C#: a literal, or a tensor's place.</param>
/// <param name="Value">Its value.</param>
/// <param name="Name">What a parameter in its place is called.</param>
internal readonly record struct StageNumber(string Text, long Value, string Name);

/// <summary>The calls of stages that stand in one method, and the numbers in them apart: stages that differ in nothing else can share a method.</summary>
/// <param name="preamble">What stands above the constants.</param>
/// <param name="calls">The calls and the constants that name the tensors' places.</param>
/// <param name="text">The lines, with <see cref="Gap"/> where a number stands.</param>
/// <param name="numbers">The numbers in their order.</param>
internal sealed class StageText(string preamble, MethodText calls, string text, IReadOnlyList<StageNumber> numbers)
{
    /// <summary>Stands for a number.</summary>
    public const char Gap = '\u0001';

    private readonly string[] _lines = text.TrimEnd('\n').Split('\n');

    /// <summary>The numbers in their order.</summary>
    public IReadOnlyList<StageNumber> Numbers => numbers;

    /// <summary>What two texts have in common that differ in numbers and comments alone.</summary>
    public string Structure => string.Join("\n", _lines.Where(static line => line.Length > 0 && !IsComment(line)).Select(static line => line.TrimStart()));

    /// <summary>The headers of the layers.</summary>
    public IEnumerable<string> Headers => _lines.Where(IsComment).Select(static line => line.TrimStart());

    /// <summary>Writes the calls in their place.</summary>
    public void Write(CodeWriter writer)
    {
        if (preamble.Length > 0)
        {
            writer.Line(preamble);
        }

        calls.WriteConstants(writer);
        Write(writer, static number => number.Text, static header => header);
    }

    /// <summary>Writes the calls with other numbers, and the constants that are left; of layers the names alone, for the calls are others' too.</summary>
    /// <param name="writer">Receives them.</param>
    /// <param name="numberAt">A number's text by its place.</param>
    /// <param name="constants">The constants that are needed.</param>
    public void Write(CodeWriter writer, Func<int, string> numberAt, ISet<string> constants)
    {
        WriteConstants(writer, constants);
        int next = 0;
        Write(writer, _ => numberAt(next++), static header => header.Split(':')[0]);
    }

    /// <summary>Writes some of the constants.</summary>
    public void WriteConstants(CodeWriter writer, ISet<string> constants) => calls.WriteConstants(writer, constants.Contains);

    private void Write(CodeWriter writer, Func<StageNumber, string> textOf, Func<string, string> headerOf)
    {
        int next = 0;
        foreach (string line in _lines)
        {
            string[] parts = (IsComment(line) ? headerOf(line) : line).Split(Gap);
            writer.Line(parts[0] + string.Concat(parts.Skip(1).Select(part => textOf(numbers[next++]) + part)));
        }
    }

    private static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    /// <summary>Takes the numbers out of C#: whole ones that stand alone.</summary>
    /// <param name="code">The C#.</param>
    /// <param name="name">What a parameter in the place of one is called.</param>
    /// <param name="numbers">Receives them.</param>
    /// <returns>The C# with gaps.</returns>
    public static string TakeNumbers(string code, string name, List<StageNumber> numbers)
    {
        string rest = "";
        int copied = 0;
        for (int place = 0; place < code.Length;)
        {
            int end = EndOfWord(code, place);
            if (char.IsDigit(code[place]) && int.TryParse(code.Substring(place, end - place), NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            {
                rest += code.Substring(copied, place - copied) + Gap;
                copied = end;
                numbers.Add(new StageNumber(code.Substring(place, end - place), value, name));
            }

            place = end;
        }

        return rest + code.Substring(copied);
    }

    // A name or a number with its fraction, exponent and suffix; or a single character.
    private static int EndOfWord(string code, int place)
    {
        int end = place;
        while (end < code.Length && (char.IsLetterOrDigit(code[end]) || code[end] is '_' or '.' || IsSignOfExponent(code, place, end)))
        {
            end++;
        }

        return Math.Max(end, place + 1);
    }

    private static bool IsSignOfExponent(string code, int start, int place) =>
        place > start && code[place] is '-' or '+' && code[place - 1] is 'E' or 'e' && char.IsDigit(code[start]);
}
