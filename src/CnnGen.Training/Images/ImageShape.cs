using System;

namespace CnnGen;

/// <summary>The shape of an image: its planes one after the other, each row by row.</summary>
/// <param name="Channels">Planes: 1 for grey, 3 for red, green and blue.</param>
/// <param name="Height">Rows of a plane, in pixels.</param>
/// <param name="Width">Columns of a plane, in pixels.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Elements of the image.</summary>
    public int Length => Channels * PlaneLength;

    /// <summary>Elements of one channel.</summary>
    public int PlaneLength => Height * Width;

    /// <summary>The shape of a dataset's samples.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <exception cref="ArgumentException">Its samples are not images, or it does not know that they are.</exception>
    public static ImageShape Of(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ReadOnlySpan<int> shape = dataset.SampleShape;
        return shape.Length == 3
            ? new ImageShape(shape[0], shape[1], shape[2])
            : throw new ArgumentException(
                $"a sample has the shape {string.Join('x', shape.ToArray())}; expected channels, height and width: the dataset's SampleShape gives them",
                nameof(dataset));
    }

    /// <summary>Channels, height and width: <c>3x32x32</c>.</summary>
    public override string ToString() => $"{Channels}x{Height}x{Width}";

    /// <summary>Checks a size that a user gives.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    internal static void CheckSize(int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
    }
}
