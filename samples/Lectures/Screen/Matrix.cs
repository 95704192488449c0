using System.Linq;

namespace Lectures.Screen;

/// <summary>Numbers in rows and columns.</summary>
/// <param name="Caption">What they are.</param>
/// <param name="Columns">The columns; the rows follow from the number of values.</param>
/// <param name="Values">The values, row by row.</param>
internal sealed record Matrix(string Caption, int Columns, float[] Values)
{
    private const int Gap = 2;

    /// <summary>Characters of a line.</summary>
    public int Width => Columns * (CellWidth + Gap);

    // Adding zero makes a negative zero a plain one.
    private string[] Cells => [.. Values.Select(value => (value + 0f).ToString("0.###"))];

    private int CellWidth => Cells.Max(cell => cell.Length);

    /// <summary>A line a row, the columns set to the right, half a gap on either side.</summary>
    public override string ToString()
    {
        int width = CellWidth;
        return string.Join('\n', Cells.Chunk(Columns).Select(row => string.Concat(row.Select(cell => $" {cell.PadLeft(width)} "))));
    }
}
