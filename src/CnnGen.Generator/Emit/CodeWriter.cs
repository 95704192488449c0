using System;
using System.Globalization;
using System.Text;

namespace CnnGen.Generator.Emit;

/// <summary>Writes indented C# with '\n' between lines, whatever the machine.</summary>
/// <param name="depth">How many blocks are open around what is written.</param>
internal sealed class CodeWriter(int depth = 0)
{
    private readonly StringBuilder _text = new();
    private int _depth = depth;

    /// <summary>A line, or several where the text has line breaks; an empty line carries no spaces.</summary>
    public void Line(string text = "")
    {
        // Nearly all are single lines.
        if (text.IndexOf('\n') < 0)
        {
            SingleLine(text);
            return;
        }

        foreach (string line in text.Replace("\r", "").Split('\n'))
        {
            SingleLine(line);
        }
    }

    private void SingleLine(string line)
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
    }

    /// <summary>A header, an opening brace, and at the end of the using statement the closing one.</summary>
    public IDisposable Block(string header, string closing = "}")
    {
        Line(header);
        return Scope(closing);
    }

    /// <summary>A block without a header.</summary>
    public IDisposable Scope(string closing = "}")
    {
        Line("{");
        _depth++;
        return new BraceScope(this, closing);
    }

    /// <summary>A for loop over a literal range, or no loop at all where it would run once.</summary>
    /// <returns>The block, and the variable's text: "0" where there is no loop.</returns>
    public LoopBlock Loop(string variable, int count, int step = 1) => count <= step
        ? new LoopBlock(null, null)
        : new LoopBlock(Block($"for (int {variable} = 0; {variable} < {Text(count)}; {(step == 1 ? variable + "++" : $"{variable} += {Text(step)}")})"), variable);

    public override string ToString() => _text.ToString();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A loop that may have been left out.</summary>
    /// <param name="Brace">Null where it was.</param>
    /// <param name="Variable">Null where it was.</param>
    public readonly record struct LoopBlock(IDisposable? Brace, string? Variable) : IDisposable
    {
        /// <summary>The variable times a stride as a term to add, or nothing: <c> + (row * 224)</c>.</summary>
        public string Times(long stride) => Variable is null || stride == 0 ? "" : stride == 1 ? $" + {Variable}" : $" + ({Variable} * {Text(stride)})";

        public void Dispose() => Brace?.Dispose();
    }

    private sealed class BraceScope(CodeWriter writer, string closing) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Line(closing);
        }
    }
}
