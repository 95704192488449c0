using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Pictures;

/// <summary>Pictures side by side and row below row.</summary>
public static class PictureGrid
{
    /// <summary>Lays pictures out in cells as large as the largest of them, a line of the background's colour around each.</summary>
    /// <param name="pictures">The pictures, row by row: at least one.</param>
    /// <param name="columns">How many there are in a row; as many as make the grid about as wide as it is high if not given.</param>
    /// <param name="gap">How wide the lines are, in pixels.</param>
    /// <param name="background">What is seen between the pictures; black if not given.</param>
    /// <exception cref="ArgumentException">There are no pictures.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is below 1, or <paramref name="gap"/> below 0.</exception>
    public static Picture Of(IReadOnlyList<Picture> pictures, int? columns = null, int gap = 1, Rgb background = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Count == 0)
        {
            throw new ArgumentException("there are no pictures to lay out", nameof(pictures));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        int cellWidth = pictures.Max(static picture => picture.Width) + gap;
        int cellHeight = pictures.Max(static picture => picture.Height) + gap;
        int across = columns ?? (int)Math.Ceiling(Math.Sqrt((double)pictures.Count * cellHeight / cellWidth));
        ArgumentOutOfRangeException.ThrowIfLessThan(across, 1, nameof(columns));
        across = Math.Min(across, pictures.Count);
        int down = (pictures.Count + across - 1) / across;
        Picture grid = new(checked((across * cellWidth) + gap), checked((down * cellHeight) + gap), background);
        for (int i = 0; i < pictures.Count; i++)
        {
            grid.Draw(pictures[i], gap + (i % across * cellWidth), gap + (i / across * cellHeight));
        }

        return grid;
    }
}
