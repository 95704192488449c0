using System;
using System.Linq;

namespace Lectures.Screen;

/// <summary>A curve drawn with characters, with its axes.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="X">Where it is known, in even steps upwards.</param>
/// <param name="Y">Its values there.</param>
/// <param name="Slope">Its derivatives there.</param>
internal sealed record Chart(string Caption, float[] X, float[] Y, float[] Slope)
{
    private const int Rows = 9;
    private const float Bottom = -1.2f;
    private const float Top = 2;

    /// <summary>A column a place: the value as ●, the derivative as · behind it. What lies outside of [-1.2, 2] is cut off.</summary>
    public override string ToString()
    {
        char[][] canvas = [.. Enumerable.Range(0, Rows).Select(_ => new string(' ', X.Length).ToCharArray())];
        canvas[RowOf(0)].AsSpan().Fill('─');
        int axis = Array.FindIndex(X, x => x >= 0);
        foreach (char[] line in canvas)
        {
            line[axis] = '│';
        }

        canvas[RowOf(0)][axis] = '┼';
        Plot(canvas, Slope, '·');
        Plot(canvas, Y, '●');
        return string.Join('\n', canvas.Select(line => new string(line)));
    }

    private static void Plot(char[][] canvas, float[] values, char mark)
    {
        for (int column = 0; column < values.Length; column++)
        {
            if (values[column] is >= Bottom and <= Top)
            {
                canvas[RowOf(values[column])][column] = mark;
            }
        }
    }

    private static int RowOf(float y) => (int)MathF.Round((Top - y) / (Top - Bottom) * (Rows - 1));
}
