using System.Linq;

namespace Lectures.Screen;

/// <summary>Numbers in rows and columns.</summary>
/// <param name="Caption">What they are.</param>
/// <param name="Columns">The columns; the rows follow from the number of values.</param>
/// <param name="Values">The values, row by row.</param>
internal sealed record Matrix(string Caption, int Columns, float[] Values)
{
    /// <summary>A line a row, the columns set to the right.</summary>
    public override string ToString()
    {
        // Adding zero makes a negative zero a plain one.
        string[] cells = [.. Values.Select(value => (value + 0f).ToString("0.###"))];
        int width = cells.Max(cell => cell.Length);
        return string.Join('\n', cells.Chunk(Columns).Select(row => string.Join("  ", row.Select(cell => cell.PadLeft(width)))));
    }
}
