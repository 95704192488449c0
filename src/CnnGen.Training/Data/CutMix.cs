using System;

namespace CnnGen;

/// <summary>Pastes a rectangle with the image's own sides, around any pixel; what of it lies outside is cut off, and the weight is that of what is left.</summary>
internal sealed class CutMix(double alpha) : Mixing
{
    /// <inheritdoc/>
    public override float Mix(Span<float> sample, ReadOnlySpan<float> partner, ReadOnlySpan<int> shape, ref RandomStream random)
    {
        if (shape.Length != 3)
        {
            throw new InvalidOperationException(
                $"a sample has the shape {string.Join('x', shape.ToArray())}; CutMix takes images: channels, height and width, which the dataset's SampleShape gives");
        }

        ImageShape image = new(shape[0], shape[1], shape[2]);
        double side = Math.Sqrt(1 - BetaDistribution.Draw(alpha, ref random));
        (int top, int height) = Side(side, image.Height, ref random);
        (int left, int width) = Side(side, image.Width, ref random);
        Eraser.Paste(partner, sample, image, new ImageRegion(top, left, height, width));
        return 1 - ((float)height * width / image.PlaneLength);
    }

    private static (int First, int Length) Side(double fraction, int length, ref RandomStream random)
    {
        int half = (int)(length * fraction) / 2;
        int middle = random.Below(length);
        int first = Math.Max(0, middle - half);
        return (first, Math.Min(length, middle + half) - first);
    }
}
