using System;
using System.Globalization;
using System.Text;
using CnnGen.Generator.Shapes;

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

    /// <summary>An empty line between what comes and what is there, unless there is one or a block has just been opened.</summary>
    public void Paragraph()
    {
        if (_text.Length > 1 && _text[_text.Length - 2] is not ('{' or '\n'))
        {
            Line();
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

    /// <summary>A for loop as often as C# says, or no loop where that is 1.</summary>
    public LoopBlock Loop(string variable, string count, int step = 1) => count == "1"
        ? new LoopBlock(null, null)
        : new LoopBlock(Block($"for (int {variable} = 0; {variable} < {count}; {(step == 1 ? variable + "++" : $"{variable} += {Text(step)}")})"), variable);

    /// <summary>A for loop over a thread's share of a range.</summary>
    public LoopBlock SharedLoop(string variable, int count) => SharedLoop(variable, Text(count));

    /// <summary>The same over as many as a variable says.</summary>
    public LoopBlock SharedLoop(string variable, string count) => SharedLoop(variable, count, "share", "shares");

    /// <summary>The same with the share and the number of shares as C#.</summary>
    public LoopBlock SharedLoop(string variable, string count, string share, string shares) => new(
        Block($"for (int {variable} = LoopShare.First({count}, {share}, {shares}), {variable}End = LoopShare.First({count}, ({share}) + 1, {shares}); {variable} < {variable}End; {variable}++)"), variable);

    /// <summary>Loops over slices, rows and columns, those left out that would run once.</summary>
    /// <param name="prefix">Stands before the variables' names: <c>tap</c> gives <c>tapRow</c>.</param>
    /// <param name="counts">How often on each axis.</param>
    public LoopNest Nest(string prefix, PerAxis<int> counts) => Nest(prefix, counts, PerAxis.Ones);

    /// <summary>The same as often as C# says.</summary>
    public LoopNest Nest(PerAxis<string> counts) => new(new PerAxis<LoopBlock>(Loop("slice", counts.Depth), Loop("row", counts.Rows), Loop("column", counts.Columns)));

    /// <summary>Loops over slices, rows and columns.</summary>
    /// <param name="prefix">Stands before the variables' names.</param>
    /// <param name="counts">The ends of the variables.</param>
    /// <param name="steps">By how much they go on.</param>
    public LoopNest Nest(string prefix, PerAxis<int> counts, PerAxis<int> steps)
    {
        LoopBlock slice = Loop(Variable("Slice"), counts.Depth, steps.Depth);
        LoopBlock row = Loop(Variable("Row"), counts.Rows, steps.Rows);
        LoopBlock column = Loop(Variable("Column"), counts.Columns, steps.Columns);
        return new LoopNest(new PerAxis<LoopBlock>(slice, row, column));

        string Variable(string axis) => prefix.Length == 0 ? axis.ToLowerInvariant() : prefix + axis;
    }

    public override string ToString() => _text.ToString();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A loop that may have been left out.</summary>
    /// <param name="Brace">Null where it was.</param>
    /// <param name="Variable">Null where it was.</param>
    public readonly record struct LoopBlock(IDisposable? Brace, string? Variable) : IDisposable
    {
        /// <summary>The variable times a stride as a term to add, or nothing: <c> + (row * 224)</c>.</summary>
        public string Times(long stride) => Variable is null || stride == 0 ? "" : stride == 1 ? $" + {Variable}" : $" + ({Variable} * {Text(stride)})";

        /// <summary>The same with a stride that is a name.</summary>
        public string Times(string stride) => Variable is null ? "" : $" + ({Variable} * {stride})";

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

/// <summary>Loops over slices, rows and columns.</summary>
internal readonly record struct LoopNest(PerAxis<CodeWriter.LoopBlock> Loops) : IDisposable
{
    /// <summary>Whether no loop was written.</summary>
    public bool IsEmpty => Loops.All(static loop => loop.Variable is null);

    /// <summary>The variables times a stride each, as terms to add.</summary>
    public string Times(PerAxis<long> strides) => string.Concat(Loops.Zip(strides, static (loop, stride) => loop.Times(stride)).Each);

    /// <summary>The variables times a stride each, numbers or names, as terms to add.</summary>
    public string Times(PerAxis<string> strides) =>
        string.Concat(Loops.Zip(strides, static (loop, stride) => loop.Times(stride)).Each);

    /// <summary>The variables times a stride each, as terms to add.</summary>
    public string Times(PerAxis<int> strides) => Times(strides.Select(static stride => (long)stride));

    public void Dispose()
    {
        Loops.Columns.Dispose();
        Loops.Rows.Dispose();
        Loops.Depth.Dispose();
    }
}
