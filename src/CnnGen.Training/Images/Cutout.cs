using System;

namespace CnnGen;

/// <summary>Zeroes a square whose middle is any pixel; what of it lies outside the image is cut off.</summary>
/// <remarks>DeVries and Taylor 2017, "Improved Regularization of Convolutional Neural Networks with Cutout".</remarks>
internal sealed class Cutout(int size) : ImageTransform
{
    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination, ref RandomStream random)
    {
        source.CopyTo(destination);
        (int top, int height) = Side(random.Below(shape.Height), shape.Height);
        (int left, int width) = Side(random.Below(shape.Width), shape.Width);
        Eraser.Fill(destination, shape, new ImageRegion(top, left, height, width), 0);
    }

    private (int First, int Length) Side(int middle, int length)
    {
        int first = Math.Max(0, middle - (size / 2));
        return (first, Math.Min(length, middle - (size / 2) + size) - first);
    }
}
