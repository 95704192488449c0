using System;

namespace CnnGen;

/// <summary>Mirrors an image with a probability, left to right or top to bottom.</summary>
internal sealed class RandomFlip(bool isHorizontal, double probability) : ImageTransform
{
    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination, ref RandomStream random)
    {
        if (!random.Chance(probability))
        {
            source.CopyTo(destination);
        }
        else if (isHorizontal)
        {
            FlipColumns(source, shape, destination);
        }
        else
        {
            FlipRows(source, shape, destination);
        }
    }

    private static void FlipColumns(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination)
    {
        source.CopyTo(destination);
        for (int at = 0; at < shape.Length; at += shape.Width)
        {
            destination.Slice(at, shape.Width).Reverse();
        }
    }

    private static void FlipRows(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination)
    {
        for (int plane = 0; plane < shape.Length; plane += shape.PlaneLength)
        {
            for (int y = 0; y < shape.Height; y++)
            {
                int from = plane + ((shape.Height - 1 - y) * shape.Width);
                source.Slice(from, shape.Width).CopyTo(destination.Slice(plane + (y * shape.Width), shape.Width));
            }
        }
    }
}
